package dev.diddo.application;

import dev.diddo.domain.session.BuyerField;
import java.util.HashMap;
import java.util.Map;

/** People who buy something, as they describe themselves. */
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

  public static final Map<BuyerField, String> GRACE =
      with(
          Map.of(
              BuyerField.EMAIL, "Grace@example.com",
              BuyerField.FIRST_NAME, "Grace",
              BuyerField.LAST_NAME, "Hopper"));

  /** Ada at another address. */
  public static final Map<BuyerField, String> ADA_IN_PARIS =
      with(Map.of(BuyerField.CITY, "Paris", BuyerField.POSTAL_CODE, "61944"));

  private Buyers() {}

  private static Map<BuyerField, String> with(Map<BuyerField, String> other) {
    var buyer = new HashMap<>(ADA);
    buyer.putAll(other);
    return Map.copyOf(buyer);
  }
}
