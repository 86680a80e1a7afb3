package dev.diddo.domain.session;

import java.util.Map;

/** People who buy something. */
public final class Buyers {
  /** Her address has all that is asked for. */
  public static final Map<BuyerField, String> ADA =
      Map.of(
          BuyerField.EMAIL, "ada@example.com",
          BuyerField.FIRST_NAME, "Ada",
          BuyerField.LAST_NAME, "Lovelace",
          BuyerField.COUNTRY_CODE, "US",
          BuyerField.ADDRESS1, "1 Main Street",
          BuyerField.CITY, "Springfield",
          BuyerField.PROVINCE_CODE, "IL",
          BuyerField.POSTAL_CODE, "62701");

  private Buyers() {}

  public static BuyerIdentity ada() {
    return new BuyerIdentity(ADA);
  }
}
