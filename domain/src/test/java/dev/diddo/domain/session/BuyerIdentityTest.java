package dev.diddo.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuyerIdentityTest {

  @Test
  void only_what_is_given_changes() {
    var moved = Buyers.ada().with(Map.of(BuyerField.CITY, "Chicago", BuyerField.PHONE, "+1555"));
    var expected = new HashMap<>(Buyers.ADA);
    expected.put(BuyerField.CITY, "Chicago");
    expected.put(BuyerField.PHONE, "+1555");
    assertThat(moved.fields()).isEqualTo(expected);
    assertThat(Buyers.ada().with(Map.of())).isEqualTo(Buyers.ada());
  }

  @Test
  void a_blank_value_clears_its_field() {
    var anonymous = Buyers.ada().with(Map.of(BuyerField.EMAIL, "", BuyerField.CITY, " \t"));
    assertThat(anonymous.email()).isEmpty();
    assertThat(anonymous.get(BuyerField.CITY)).isEmpty();
    assertThat(anonymous.get(BuyerField.ADDRESS1)).isPresent();
  }

  @Test
  void space_around_a_value_is_not_kept() {
    assertThat(BuyerIdentity.NOBODY.with(Map.of(BuyerField.CITY, " Chicago ")).get(BuyerField.CITY))
        .contains("Chicago");
  }

  @Test
  void a_province_is_the_same_in_either_case() {
    assertThat(BuyerIdentity.NOBODY.with(Map.of(BuyerField.PROVINCE_CODE, " il ")).province())
        .contains("IL");
  }

  @Test
  void without_an_address_only_the_person_is_left() {
    assertThat(Buyers.ada().withoutAddress().fields())
        .containsKeys(BuyerField.EMAIL, BuyerField.FIRST_NAME, BuyerField.LAST_NAME)
        .doesNotContainKeys(
            BuyerField.ADDRESS1,
            BuyerField.CITY,
            BuyerField.PROVINCE_CODE,
            BuyerField.POSTAL_CODE,
            BuyerField.COUNTRY_CODE);
  }

  @Test
  void what_is_not_known_is_absent_and_not_blank() {
    assertThatThrownBy(() -> new BuyerIdentity(Map.of(BuyerField.CITY, " ")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_is_as_much_of_it_as_is_known() {
    assertThat(Buyers.ada().name()).isEqualTo("Ada Lovelace");
    assertThat(Buyers.ada().with(Map.of(BuyerField.FIRST_NAME, "")).name()).isEqualTo("Lovelace");
    assertThat(BuyerIdentity.NOBODY.name()).isEmpty();
  }

  @Test
  void nobody_is_told_what_somebody_is_called() {
    assertThat(Buyers.ada().toString()).doesNotContain("Ada", "example.com", "Springfield");
  }

  @Test
  void what_is_missing_is_told_in_the_order_in_which_it_is_asked_for() {
    assertThat(Buyers.ada().missingToPay()).isEmpty();
    assertThat(BuyerIdentity.NOBODY.missingToPay())
        .containsExactly(
            BuyerField.EMAIL,
            BuyerField.FIRST_NAME,
            BuyerField.LAST_NAME,
            BuyerField.COUNTRY_CODE,
            BuyerField.ADDRESS1,
            BuyerField.CITY);
  }

  @ParameterizedTest
  @CsvSource({
    "US, true, true",
    "CA, true, true",
    "JP, true, true",
    "DE, false, true",
    "GB, false, true",
    "AE, true, false",
    "HK, false, false",
    "IE, false, false",
    "KW, false, true",
  })
  void a_country_asks_for_what_its_addresses_have(
      String country, boolean province, boolean postalCode) {
    var fields = new HashMap<>(Buyers.ADA);
    fields.remove(BuyerField.PROVINCE_CODE);
    fields.remove(BuyerField.POSTAL_CODE);
    fields.put(BuyerField.COUNTRY_CODE, country);
    var missing = new BuyerIdentity(fields).missingToPay();
    assertThat(missing.contains(BuyerField.PROVINCE_CODE)).isEqualTo(province);
    assertThat(missing.contains(BuyerField.POSTAL_CODE)).isEqualTo(postalCode);
    assertThat(missing).doesNotContain(BuyerField.PHONE, BuyerField.ADDRESS2);
  }

  @Test
  void countries_are_those_of_iso_3166() {
    assertThat(AddressRules.isCountry("US")).isTrue();
    assertThat(AddressRules.isCountry("us")).isFalse();
    assertThat(AddressRules.isCountry("XX")).isFalse();
    assertThat(AddressRules.isCountry("USA")).isFalse();
    assertThat(AddressRules.isCountry("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@example.com", "a.b+c@sub.example.co", "ä@exämple.com", "x@y.zz", "  "})
  void an_email_may_be_stored(String email) {
    assertThat(BuyerField.EMAIL.accepts(email)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada @example.com",
        "ada@exa mple.com",
        "ada@example.com\r\nBcc: all@example.com",
        "<ada@example.com>",
        "a@b@c.de"
      })
  void what_is_surely_no_email_may_not(String text) {
    assertThat(BuyerField.EMAIL.accepts(text)).isFalse();
  }

  @Test
  void no_field_is_longer_than_it_may_be_and_none_holds_a_card_number() {
    for (var field : BuyerField.values()) {
      assertThat(field.accepts("x".repeat(field.maxLength() + 1))).isFalse();
      assertThat(field.accepts("4242 4242 4242 4242")).isFalse();
      assertThat(field.accepts("")).isTrue();
      assertThat(BuyerField.of(field.text())).contains(field);
    }
    assertThat(BuyerField.CITY.accepts("🏟".repeat(100))).isTrue();
    assertThat(BuyerField.COUNTRY_CODE.accepts("DE")).isTrue();
    assertThat(BuyerField.COUNTRY_CODE.accepts("de")).isFalse();
    assertThat(BuyerField.of("EMAIL")).isEmpty();
    assertThat(BuyerField.of("iban")).isEmpty();
  }
}
