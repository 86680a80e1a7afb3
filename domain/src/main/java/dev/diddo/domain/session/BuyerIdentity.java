package dev.diddo.domain.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who buys and where the goods go, as far as it is known. Personal data: never logged, so its text
 * says only which fields are there.
 *
 * @param fields those that are known; never blank
 */
public record BuyerIdentity(Map<BuyerField, String> fields) {
  public static final BuyerIdentity NOBODY = new BuyerIdentity(Map.of());

  public BuyerIdentity {
    fields = Map.copyOf(fields);
    if (fields.values().stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("A field that is not known is absent, not blank");
    }
  }

  /** This identity with what is given changed: a blank value clears its field. */
  public BuyerIdentity with(Map<BuyerField, String> given) {
    var changed = new EnumMap<BuyerField, String>(BuyerField.class);
    changed.putAll(fields);
    given.forEach(
        (field, value) -> {
          if (value.isBlank()) {
            changed.remove(field);
          } else {
            changed.put(field, field.written(value));
          }
        });
    return new BuyerIdentity(changed);
  }

  /** Who this is, without where: half of one address and half of another are nobody's. */
  public BuyerIdentity withoutAddress() {
    var person = new EnumMap<BuyerField, String>(BuyerField.class);
    fields.forEach(
        (field, value) -> {
          if (!field.isOfAddress()) {
            person.put(field, value);
          }
        });
    return new BuyerIdentity(person);
  }

  /** What tax was computed by, which is nobody's alone: the country and its province. */
  public BuyerIdentity taxPlace() {
    var place = new EnumMap<BuyerField, String>(BuyerField.class);
    fields.forEach(
        (field, value) -> {
          if (field == BuyerField.COUNTRY_CODE || field == BuyerField.PROVINCE_CODE) {
            place.put(field, value);
          }
        });
    return new BuyerIdentity(place);
  }

  public Optional<String> get(BuyerField field) {
    return Optional.ofNullable(fields.get(field));
  }

  public Optional<String> email() {
    return get(BuyerField.EMAIL);
  }

  /** ISO 3166-1 alpha-2. */
  public Optional<String> country() {
    return get(BuyerField.COUNTRY_CODE);
  }

  public Optional<String> province() {
    return get(BuyerField.PROVINCE_CODE);
  }

  /** First and last name, as far as they are known. */
  public String name() {
    return Stream.of(BuyerField.FIRST_NAME, BuyerField.LAST_NAME)
        .flatMap(field -> get(field).stream())
        .reduce((first, last) -> first + " " + last)
        .orElse("");
  }

  /** What has to be known before anything can be sent there, and is not. */
  public List<BuyerField> missingToPay() {
    return Stream.of(BuyerField.values())
        .filter(field -> AddressRules.isRequired(field, country()))
        .filter(field -> !fields.containsKey(field))
        .toList();
  }

  @Override
  public String toString() {
    return "BuyerIdentity" + fields.keySet();
  }
}
