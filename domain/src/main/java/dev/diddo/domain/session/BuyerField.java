package dev.diddo.domain.session;

import dev.diddo.domain.payment.CardNumber;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a buyer may tell of themselves, in the order in which it is asked for. */
public enum BuyerField {
  EMAIL(254),
  FIRST_NAME(100),
  LAST_NAME(100),
  PHONE(32),
  COUNTRY_CODE(2),
  ADDRESS1(200),
  ADDRESS2(200),
  CITY(100),
  PROVINCE_CODE(10),
  POSTAL_CODE(20);

  /** A mail server knows what it accepts; this only keeps out what is surely none. */
  private static final Pattern EMAIL_ADDRESS =
      Pattern.compile(
          "[^\\s@\\p{Cntrl}<>\"]{1,64}@[^\\s@\\p{Cntrl}<>\"]+\\.[^\\s@.\\p{Cntrl}<>\"]{2,}");

  private final int maxLength;

  BuyerField(int maxLength) {
    this.maxLength = maxLength;
  }

  /** As the contract writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether this value may be stored. A blank one may: it clears the field. Nobody's card number
   * may, wherever it was typed.
   */
  public boolean accepts(String value) {
    if (value.isBlank()) {
      return true;
    }
    if (value.codePointCount(0, value.length()) > maxLength || CardNumber.isIn(value)) {
      return false;
    }
    return switch (this) {
      case EMAIL -> EMAIL_ADDRESS.matcher(value).matches();
      case COUNTRY_CODE -> AddressRules.isCountry(value);
      default -> true;
    };
  }

  /** This value as it is kept: a province's code is the same in either case. */
  String written(String value) {
    return switch (this) {
      case PROVINCE_CODE -> value.strip().toUpperCase(Locale.ROOT);
      default -> value.strip();
    };
  }

  /** Whether this says where the goods go. */
  public boolean isOfAddress() {
    return switch (this) {
      case COUNTRY_CODE, ADDRESS1, ADDRESS2, CITY, PROVINCE_CODE, POSTAL_CODE -> true;
      case EMAIL, FIRST_NAME, LAST_NAME, PHONE -> false;
    };
  }

  /** In Unicode code points. */
  public int maxLength() {
    return maxLength;
  }

  public static Optional<BuyerField> of(String text) {
    return Arrays.stream(values()).filter(field -> field.text().equals(text)).findFirst();
  }
}
