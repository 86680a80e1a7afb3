package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.session.MintToken;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Brand;
import dev.diddo.domain.organization.Organization;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentUrlsTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final PaymentUrls urls =
      new PaymentUrls(
          steps.ports.sessions(),
          steps.ports.organizations(),
          new CheckoutLinks(URI.create("https://diddo.example")));
  private Cart template;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
  }

  @Test
  void without_anybodys_wish_buyers_come_back_to_the_checkout_page() {
    var cart = shop.begin(template);
    var found = urls.of(shop.tenant(), cart, Steps.WISH);
    var page = "https://diddo.example/c/" + template.id().text();
    assertThat(found.success()).isEqualTo(URI.create(page + "?checkout=success"));
    assertThat(found.cancel()).isEqualTo(URI.create(page + "?checkout=cancelled"));
  }

  @Test
  void the_call_comes_before_the_session_and_the_session_before_the_organization() {
    organizationWants("https://org.example/paid", "https://org.example/back");
    var guest = shop.begin(template);
    assertThat(urls.of(shop.tenant(), guest, Steps.WISH).success())
        .isEqualTo(URI.create("https://org.example/paid"));
    var customer = customersCart("https://cst.example/paid");
    var ofSession = urls.of(shop.tenant(), customer, Steps.WISH);
    assertThat(ofSession.success()).isEqualTo(URI.create("https://cst.example/paid"));
    assertThat(ofSession.cancel()).isEqualTo(URI.create("https://org.example/back"));
    var wish =
        new OpenPayment.Wish(
            Optional.of(ScriptedGateways.NAME),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.of("https://call.example/paid"),
            Optional.empty());
    assertThat(urls.of(shop.tenant(), customer, wish).success())
        .isEqualTo(URI.create("https://call.example/paid"));
  }

  @Test
  void the_carts_id_is_filled_in() {
    var cart = shop.begin(template);
    var wish =
        new OpenPayment.Wish(
            Optional.of(ScriptedGateways.NAME),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.of("https://call.example/{cart_id}/paid?cart={cart_id}"),
            Optional.of("https://call.example/back#{cart_id}"));
    var id = cart.id().text();
    var found = urls.of(shop.tenant(), cart, wish);
    assertThat(found.success())
        .isEqualTo(URI.create("https://call.example/" + id + "/paid?cart=" + id));
    assertThat(found.cancel()).isEqualTo(URI.create("https://call.example/back#" + id));
  }

  private void organizationWants(String success, String cancel) {
    steps
        .ports
        .organizations()
        .save(
            new Organization(
                shop.tenant().organization(),
                "Stadium",
                AcceptancePolicy.ALL_OR_NOTHING,
                Optional.of(success),
                Optional.of(cancel),
                List.of(),
                List.of(),
                Brand.NONE));
  }

  private LiveCart customersCart(String success) {
    var token =
        steps.mintToken.mint(
            shop.platform(),
            new MintToken.Customer(
                Map.of(), Optional.empty(), Optional.of(success), Optional.empty()));
    var buyer = steps.tokens.verify(token).orElseThrow();
    return Shop.yes(steps.beginCheckout.begin(template.id(), Optional.of(buyer))).cart();
  }
}
