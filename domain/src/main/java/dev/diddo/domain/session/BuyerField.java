package dev.diddo.domain.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  private final int maxLength;

  BuyerField(int maxLength) {
    this.maxLength = maxLength;
  }

  /** As the contract writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In Unicode code points. */
  public int maxLength() {
    return maxLength;
  }

  public static Optional<BuyerField> of(String text) {
    return Arrays.stream(values()).filter(field -> field.text().equals(text)).findFirst();
  }
}
