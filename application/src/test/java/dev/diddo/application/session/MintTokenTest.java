package dev.diddo.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MintTokenTest {
  private static final Map<BuyerField, String> NOTHING = Map.of();

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
  }

  @Test
  void nothing_said_makes_a_guest() {
    var session = mint(NOTHING, Optional.empty());
    assertThat(session.kind()).isEqualTo(CheckoutSession.Kind.GUEST);
    assertThat(session.customer()).isEqualTo(BuyerIdentity.NOBODY);
    assertThat(session.expiresAt()).isEqualTo(steps.clock.instant().plus(CheckoutSession.LIFETIME));
  }

  @Test
  void an_email_finds_a_returning_customers_address() {
    var order = shop.paid(template, Buyers.ADA);
    var session = mint(Map.of(BuyerField.EMAIL, "ada@example.com"), Optional.empty());
    assertThat(session.customer()).isEqualTo(order.buyer());
  }

  @Test
  void an_external_id_finds_it_too_and_what_the_platform_says_comes_first() {
    shop.paidBy("customer-7", template, Buyers.GRACE);
    var session = mint(Map.of(BuyerField.FIRST_NAME, "Admiral"), Optional.of("customer-7"));
    assertThat(session.customer())
        .isEqualTo(
            BuyerIdentity.NOBODY.with(Buyers.GRACE).with(Map.of(BuyerField.FIRST_NAME, "Admiral")));
  }

  @Test
  void an_address_that_the_platform_says_is_not_mixed_with_the_one_remembered() {
    shop.paid(template, Buyers.ADA);
    var elsewhere =
        Map.of(
            BuyerField.EMAIL, "ada@example.com",
            BuyerField.COUNTRY_CODE, "DE",
            BuyerField.CITY, "Berlin");
    var customer = mint(elsewhere, Optional.empty()).customer();
    assertThat(customer.fields())
        .containsAllEntriesOf(elsewhere)
        .containsKeys(BuyerField.FIRST_NAME, BuyerField.LAST_NAME)
        .doesNotContainKeys(
            BuyerField.ADDRESS1,
            BuyerField.ADDRESS2,
            BuyerField.PROVINCE_CODE,
            BuyerField.POSTAL_CODE);
  }

  @Test
  void a_guest_is_remembered_as_nobody() {
    shop.paid(template, Buyers.ADA);
    var session = mint(Map.of(BuyerField.FIRST_NAME, "Ada"), Optional.empty());
    assertThat(session.customer().fields()).isEqualTo(Map.of(BuyerField.FIRST_NAME, "Ada"));
  }

  @Test
  void another_organizations_customers_are_not_remembered() {
    shop.paid(template, Buyers.ADA);
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids);
    var email = Map.of(BuyerField.EMAIL, "ada@example.com");
    var customer =
        new MintToken.Customer(email, Optional.empty(), Optional.empty(), Optional.empty());
    for (var other : new Shop[] {stranger, shop.production()}) {
      var token = steps.mintToken.mint(other.platform(), customer);
      var buyer = steps.tokens.verify(token).orElseThrow();
      var session = steps.ports.sessions().find(buyer.tenant(), buyer.session()).orElseThrow();
      assertThat(session.customer().fields()).isEqualTo(email);
    }
  }

  @Test
  void a_customers_text_says_nothing_personal() {
    var customer =
        new MintToken.Customer(
            Buyers.ADA, Optional.of("customer-7"), Optional.empty(), Optional.empty());
    assertThat(customer.toString()).doesNotContain("Ada", "example.com");
  }

  private CheckoutSession mint(Map<BuyerField, String> identity, Optional<String> externalId) {
    var token =
        steps.mintToken.mint(
            shop.platform(),
            new MintToken.Customer(identity, externalId, Optional.empty(), Optional.empty()));
    var buyer = steps.tokens.verify(token).orElseThrow();
    return steps.ports.sessions().find(shop.tenant(), buyer.session()).orElseThrow();
  }
}
