package dev.diddo.domain.session;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts the addresses of a country have, after the address formats of the Universal Postal
 * Union.
 */
public final class AddressRules {
  /** Mail does not arrive there without a state, province or prefecture. */
  private static final Set<String> WITH_PROVINCE =
      Set.of("AE", "AU", "BR", "CA", "CN", "ES", "IN", "IT", "JP", "KR", "MX", "US");

  /** Countries and territories that use no postal codes, or where most addresses have none. */
  private static final Set<String> WITHOUT_POSTAL_CODE =
      Set.of(
          "AE", "AG", "AN", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG",
          "CI", "CK", "CM", "CW", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GQ", "GY", "HK",
          "IE", "JM", "KI", "KM", "KN", "KP", "LC", "LY", "ML", "MO", "MR", "MW", "NR", "NU", "PA",
          "QA", "RW", "SB", "SC", "SL", "SR", "SS", "ST", "SX", "SY", "TD", "TG", "TK", "TL", "TO",
          "TV", "UG", "VU", "YE", "ZW");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private AddressRules() {}

  /** Whether this is an ISO 3166-1 alpha-2 code. */
  public static boolean isCountry(String code) {
    return COUNTRIES.contains(code);
  }

  /**
   * Whether a buyer has to tell this to pay.
   *
   * @param country empty while it is unknown; then only what every country asks for is required
   */
  static boolean isRequired(BuyerField field, Optional<String> country) {
    return switch (field) {
      case PHONE, ADDRESS2 -> false;
      case PROVINCE_CODE -> country.map(WITH_PROVINCE::contains).orElse(false);
      case POSTAL_CODE -> country.map(c -> !WITHOUT_POSTAL_CODE.contains(c)).orElse(false);
      case EMAIL, FIRST_NAME, LAST_NAME, COUNTRY_CODE, ADDRESS1, CITY -> true;
    };
  }
}
