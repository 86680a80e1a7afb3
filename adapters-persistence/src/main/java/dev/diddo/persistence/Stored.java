package dev.diddo.persistence;

import dev.diddo.domain.money.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes and reads the JSON inside rows. It is this module's own, so whatever is missing or of
 * another type is a bug and throws. A field that a later version adds is read with what stands for
 * its absence.
 */
final class Stored {
  private static final String MINOR_UNITS = "minor_units";
  private static final String CURRENCY = "currency";

  private Stored() {}

  static <T> JsonArray array(List<T> values, Function<T, ?> write) {
    var array = new JsonArray();
    values.forEach(value -> array.add(write.apply(value)));
    return array;
  }

  /** Reads an array of objects. */
  static <T> List<T> list(JsonArray from, Function<JsonObject, T> read) {
    return objects(from).map(read).toList();
  }

  static <T> List<T> list(JsonObject from, String key, Function<JsonObject, T> read) {
    return list(required(from.getJsonArray(key), key), read);
  }

  static List<String> texts(JsonObject from, String key) {
    return required(from.getJsonArray(key), key).stream().map(String.class::cast).toList();
  }

  private static Stream<JsonObject> objects(JsonArray from) {
    return IntStream.range(0, from.size()).mapToObj(from::getJsonObject);
  }

  static String text(JsonObject from, String key) {
    return required(from.getString(key), key);
  }

  static UUID id(JsonObject from, String key) {
    return UUID.fromString(text(from, key));
  }

  static int integer(JsonObject from, String key) {
    return Math.toIntExact(number(from, key));
  }

  static long number(JsonObject from, String key) {
    return required(from.getLong(key), key);
  }

  static boolean truth(JsonObject from, String key) {
    return required(from.getBoolean(key), key);
  }

  /**
   * @param absent what is meant by a field that is not there
   */
  static boolean truth(JsonObject from, String key, boolean absent) {
    return from.getBoolean(key, absent);
  }

  static JsonObject object(JsonObject from, String key) {
    return required(from.getJsonObject(key), key);
  }

  static Optional<String> optionalText(JsonObject from, String key) {
    return Optional.ofNullable(from.getString(key));
  }

  static Optional<JsonObject> optionalObject(JsonObject from, String key) {
    return Optional.ofNullable(from.getJsonObject(key));
  }

  /** Writes what is there; what is not is left out. */
  static JsonObject put(JsonObject into, String key, Optional<?> value) {
    value.ifPresent(present -> into.put(key, present));
    return into;
  }

  static JsonObject money(Money money) {
    return new JsonObject()
        .put(MINOR_UNITS, money.minorUnits())
        .put(CURRENCY, money.currency().getCurrencyCode());
  }

  static Money money(JsonObject from) {
    return new Money(number(from, MINOR_UNITS), Currency.getInstance(text(from, CURRENCY)));
  }

  static Money money(JsonObject from, String key) {
    return money(object(from, key));
  }

  static Optional<Money> optionalMoney(JsonObject from, String key) {
    return optionalObject(from, key).map(Stored::money);
  }

  private static <T> T required(T value, String key) {
    return Objects.requireNonNull(value, () -> "A stored object lacks " + key);
  }
}
