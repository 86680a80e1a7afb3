package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the fields of a JSON object one by one and remembers all that is wrong with them, so that a
 * client is told everything at once. Read every field that is known, then call {@link #end}:
 * whatever was not read is refused as unknown.
 *
 * <p>A value that is at fault reads as an empty one, so nothing may be done with any of them before
 * {@link #end} has returned.
 */
public final class Fields {
  private static final int MAX_FAULTS = 50;
  private static final int MAX_ID_CHARS = 100;
  private static final int MAX_TIME_CHARS = 40;

  private final JsonNode node;
  private final String pointer;
  private final List<Fault> faults;
  private final List<Fields> all;
  private final Set<String> read = new HashSet<>();

  private Fields(JsonNode node, String pointer, List<Fault> faults, List<Fields> all) {
    this.node = node;
    this.pointer = pointer;
    this.faults = faults;
    this.all = all;
    all.add(this);
  }

  static Fields of(JsonNode root) {
    var fields = new Fields(root, "", new ArrayList<>(), new ArrayList<>());
    if (!root.isObject()) {
      fields.faults.add(new Fault("", Fault.WRONG_TYPE, "must be an object"));
    }
    return fields;
  }

  /**
   * The fields of an object that stands alone.
   *
   * @throws RefusedException if the bytes are no JSON
   */
  public static Fields ofJson(byte[] bytes) {
    try {
      return of(Json.read(bytes));
    } catch (Json.MalformedException bad) {
      throw new RefusedException(Problem.of(ProblemCode.MALFORMED_BODY, bad.detail()));
    }
  }

  /**
   * All of it was read.
   *
   * @throws RefusedException with all faults, if there are any
   */
  public void end() {
    for (var fields : all) {
      fields.refuseUnread();
    }
    if (!faults.isEmpty()) {
      var first = faults.getFirst();
      var detail =
          (first.pointer().isEmpty() ? "The body" : first.pointer()) + " " + first.detail();
      throw new RefusedException(
          Problem.of(
              ProblemCode.INVALID_FIELD,
              detail + ".",
              faults.subList(0, Math.min(MAX_FAULTS, faults.size()))));
    }
  }

  private void refuseUnread() {
    if (node.isObject()) {
      for (var name : new TreeSet<>(node.propertyStream().map(Map.Entry::getKey).toList())) {
        if (!read.contains(name)) {
          fault(name, Fault.UNKNOWN, "is no field that is known here");
        }
      }
    }
  }

  /** Adds a fault that the caller found with a field. */
  public void fault(String name, String code, String detail) {
    faults.add(new Fault(pointer(name), code, detail));
  }

  public void invalid(String name, String detail) {
    fault(name, Fault.INVALID, detail);
  }

  /** Where these fields stand in the body, as a JSON pointer. */
  public String place() {
    return pointer;
  }

  public String pointer(String name) {
    return pointer + "/" + Texts.printable(name.replace("~", "~0").replace("/", "~1"));
  }

  /** Whether it is there, be it null. */
  public boolean has(String name) {
    read.add(name);
    return node.has(name);
  }

  /** Whether it is there and null. */
  public boolean isNull(String name) {
    return has(name) && node.get(name).isNull();
  }

  public String text(String name, int maxChars) {
    return optionalText(name, maxChars).orElseGet(() -> missing(name, ""));
  }

  /** Absent or a text that is not blank, of so many code points at most. */
  public Optional<String> optionalText(String name, int maxChars) {
    return optionalText(name, 1, maxChars).filter(text -> isNotBlank(name, text));
  }

  /** The same, but it may be blank or empty. */
  public Optional<String> optionalText(String name, int minChars, int maxChars) {
    if (!has(name)) {
      return Optional.empty();
    }
    return Texts.read(node.get(name), minChars, maxChars, (code, why) -> fault(name, code, why));
  }

  /**
   * For a field that can be taken away: empty if it is absent, an empty inner one if it is null.
   */
  public Optional<Optional<String>> nullableText(String name, int maxChars) {
    if (isNull(name)) {
      return Optional.of(Optional.empty());
    }
    var text = optionalText(name, maxChars);
    return text.isPresent() ? Optional.of(text) : Optional.empty();
  }

  /** An id; what is none reads as one that nothing has, and is answered so. */
  public <T> T id(String name, Function<UUID, T> type) {
    return optionalId(name, type).orElseGet(() -> missing(name, type.apply(Call.NOTHINGS_ID)));
  }

  public <T> Optional<T> optionalId(String name, Function<UUID, T> type) {
    return optionalText(name, 0, MAX_ID_CHARS)
        .map(text -> Ulid.parse(text).orElse(Call.NOTHINGS_ID))
        .map(type);
  }

  /** A moment, as RFC 3339 writes it. */
  public Instant time(String name) {
    var text = optionalText(name, 0, MAX_TIME_CHARS);
    var time = text.flatMap(Times::read);
    if (text.isPresent() && time.isEmpty()) {
      invalid(name, "must be a time such as 2026-11-23T12:00:00Z");
    }
    return time.orElseGet(() -> missing(name, Instant.EPOCH));
  }

  public int integer(String name, int min, int max) {
    return optionalInteger(name, min, max).orElseGet(() -> missing(name, min));
  }

  public OptionalInt optionalInteger(String name, int min, int max) {
    var value = optionalLong(name, min, max);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  /** An amount in minor units, from 0. */
  public OptionalLong optionalAmount(String name) {
    return optionalLong(name, 0, Money.MAX_MINOR_UNITS);
  }

  public long amount(String name) {
    return optionalAmount(name).orElseGet(() -> missing(name, 0L));
  }

  public OptionalLong optionalLong(String name, long min, long max) {
    if (!has(name)) {
      return OptionalLong.empty();
    }
    var value = node.get(name);
    // 1.0, 1e2 and "1" are no integers, whatever they amount to.
    if (!value.isIntegralNumber()) {
      fault(name, Fault.WRONG_TYPE, "must be an integer");
      return OptionalLong.empty();
    }
    if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
      fault(name, Fault.OUT_OF_RANGE, "must be from " + min + " to " + max);
      return OptionalLong.empty();
    }
    return OptionalLong.of(value.longValue());
  }

  public Optional<Boolean> optionalBoolean(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!node.get(name).isBoolean()) {
      fault(name, Fault.WRONG_TYPE, "must be true or false");
      return Optional.empty();
    }
    return Optional.of(node.get(name).booleanValue());
  }

  /** One of a few words. */
  public <T> Optional<T> optionalChoice(String name, Map<String, T> choices) {
    if (!has(name)) {
      return Optional.empty();
    }
    var choice = Optional.ofNullable(node.get(name).textValue()).map(choices::get);
    if (choice.isEmpty()) {
      var words = String.join(", ", new TreeSet<>(choices.keySet()));
      boolean text = node.get(name).isTextual();
      fault(name, text ? Fault.INVALID : Fault.WRONG_TYPE, "must be one of " + words);
    }
    return choice;
  }

  public Fields object(String name) {
    return optionalObject(name)
        .orElseGet(
            () -> {
              missing(name, node);
              return new Fields(Json.object(), pointer(name), new ArrayList<>(), new ArrayList<>());
            });
  }

  public Optional<Fields> optionalObject(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!node.get(name).isObject()) {
      fault(name, Fault.WRONG_TYPE, "must be an object");
      return Optional.empty();
    }
    return Optional.of(new Fields(node.get(name), pointer(name), faults, all));
  }

  /** A list of objects; empty if it is absent. */
  public <T> List<T> objects(String name, int minItems, int maxItems, Function<Fields, T> item) {
    var items = new ArrayList<T>();
    int i = 0;
    for (var value : items(name, minItems, maxItems)) {
      var at = pointer(name) + "/" + i++;
      if (value.isObject()) {
        items.add(item.apply(new Fields(value, at, faults, all)));
      } else {
        faults.add(new Fault(at, Fault.WRONG_TYPE, "must be an object"));
      }
    }
    return items;
  }

  /** A list of texts; empty if it is absent. */
  public List<String> texts(String name, int minItems, int maxItems, int maxChars) {
    var texts = new ArrayList<String>();
    int i = 0;
    for (var value : items(name, minItems, maxItems)) {
      var at = pointer(name) + "/" + i++;
      Texts.read(value, 0, maxChars, (code, why) -> faults.add(new Fault(at, code, why)))
          .ifPresent(texts::add);
    }
    return texts;
  }

  /** A list of which each item is a text or an object; empty if it is absent. */
  public <T> List<T> textsOrObjects(
      String name,
      int maxItems,
      int maxChars,
      Function<String, T> ofText,
      Function<Fields, T> ofObject) {
    var read = new ArrayList<T>();
    int i = 0;
    for (var value : items(name, 0, maxItems)) {
      var at = pointer(name) + "/" + i++;
      if (value.isObject()) {
        read.add(ofObject.apply(new Fields(value, at, faults, all)));
      } else {
        Texts.read(value, 1, maxChars, (code, why) -> faults.add(new Fault(at, code, why)))
            .map(ofText)
            .ifPresent(read::add);
      }
    }
    return read;
  }

  /** The names of its fields, where a client is free to choose them; none if they are at fault. */
  public List<String> names(int maxFields, int maxChars) {
    var names = node.propertyStream().map(Map.Entry::getKey).toList();
    read.addAll(names);
    if (names.size() > maxFields) {
      faults.add(
          new Fault(pointer, Fault.OUT_OF_RANGE, "must have at most " + maxFields + " fields"));
      return List.of();
    }
    int before = faults.size();
    for (var name : names) {
      Texts.read(
          TextNode.valueOf(name),
          1,
          maxChars,
          (code, why) -> fault(name, code, "as a name " + why));
    }
    return faults.size() == before ? names : List.of();
  }

  /** Faults those of these fields that are absent. */
  public void require(String... names) {
    for (var name : names) {
      missing(name, node);
    }
  }

  /** One text or a list of them; empty if it is absent. */
  public List<String> oneOrMore(String name, int maxItems, int maxChars) {
    return has(name) && node.get(name).isArray()
        ? texts(name, 0, maxItems, maxChars)
        : optionalText(name, maxChars).stream().toList();
  }

  private Iterable<JsonNode> items(String name, int minItems, int maxItems) {
    if (!has(name)) {
      return List.of();
    }
    var array = node.get(name);
    if (!array.isArray()) {
      fault(name, Fault.WRONG_TYPE, "must be a list");
      return List.of();
    }
    if (array.size() < minItems || array.size() > maxItems) {
      fault(name, Fault.OUT_OF_RANGE, "must have from " + minItems + " to " + maxItems + " items");
      return List.of();
    }
    return array;
  }

  private boolean isNotBlank(String name, String text) {
    if (text.isBlank()) {
      fault(name, Fault.OUT_OF_RANGE, "must not be blank");
    }
    return !text.isBlank();
  }

  private <T> T missing(String name, T instead) {
    // A field that is there was faulted when it was read.
    if (!node.has(name)) {
      fault(name, Fault.MISSING, "is missing");
    }
    return instead;
  }
}
