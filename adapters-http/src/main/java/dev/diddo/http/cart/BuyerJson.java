package dev.diddo.http.cart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A buyer's identity as it comes in and goes out. */
public final class BuyerJson {
  /** In the order of the contract. */
  private static final List<BuyerField> SHOWN =
      List.of(
          BuyerField.FIRST_NAME,
          BuyerField.LAST_NAME,
          BuyerField.EMAIL,
          BuyerField.PHONE,
          BuyerField.ADDRESS1,
          BuyerField.ADDRESS2,
          BuyerField.CITY,
          BuyerField.PROVINCE_CODE,
          BuyerField.POSTAL_CODE,
          BuyerField.COUNTRY_CODE);

  private BuyerJson() {}

  /** Every field; null where it is not known. */
  public static ObjectNode of(BuyerIdentity buyer) {
    var json = Json.object();
    SHOWN.forEach(field -> json.put(field.text(), buyer.get(field).orElse(null)));
    return json;
  }

  /** What was given; an empty value takes a field away, where one may be without it. */
  public static Map<BuyerField, String> read(Fields fields) {
    return read(fields, SHOWN);
  }

  /** Likewise of these fields alone. */
  public static Map<BuyerField, String> read(Fields fields, List<BuyerField> wanted) {
    var given = new EnumMap<BuyerField, String>(BuyerField.class);
    for (var field : wanted) {
      value(fields, field).ifPresent(value -> given.put(field, value));
    }
    return given;
  }

  private static Optional<String> value(Fields fields, BuyerField field) {
    var name = field.text();
    if (isRemovable(field) && fields.isNull(name)) {
      return Optional.of("");
    }
    var value =
        isRemovable(field)
            ? fields.optionalText(name, 0, field.maxLength())
            : fields.optionalText(name, field.maxLength());
    if (value.filter(given -> !field.accepts(given.strip())).isPresent()) {
      fields.invalid(name, "must be " + meaning(field));
    }
    return value;
  }

  private static boolean isRemovable(BuyerField field) {
    return switch (field) {
      case PHONE, ADDRESS2, PROVINCE_CODE, POSTAL_CODE -> true;
      case EMAIL, FIRST_NAME, LAST_NAME, ADDRESS1, CITY, COUNTRY_CODE -> false;
    };
  }

  private static String meaning(BuyerField field) {
    return switch (field) {
      case EMAIL -> "an email address";
      case COUNTRY_CODE -> "a country code of ISO 3166-1 alpha-2";
      case FIRST_NAME, LAST_NAME, PHONE, ADDRESS1, ADDRESS2, CITY, PROVINCE_CODE, POSTAL_CODE ->
          "without a card number";
    };
  }
}
