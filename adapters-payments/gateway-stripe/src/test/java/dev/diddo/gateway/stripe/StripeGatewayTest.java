package dev.diddo.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.kit.GatewayConformance;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Stripe keeps the contract, on its own pages and with all that its facets promise. */
class StripeGatewayTest extends GatewayConformance {
  private final FakeStripe stripe = new FakeStripe(clock());

  @AfterEach
  void no_call_was_one_that_stripe_refuses() {
    stripe.close();
    assertThat(stripe.violations).isEmpty();
  }

  @Override
  protected GatewayPlugin plugin() {
    return new StripePlugin();
  }

  @Override
  protected Set<Facet> facets() {
    return EnumSet.complementOf(EnumSet.of(Facet.PAGES));
  }

  @Override
  protected Set<Handover.Mode> modes() {
    return EnumSet.allOf(Handover.Mode.class);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        StripePlugin.SECRET_KEY,
        FakeStripe.SECRET_KEY,
        StripePlugin.PUBLISHABLE_KEY,
        "pk_test_51Publishable",
        StripePlugin.WEBHOOK_SECRET,
        Webhook.SECRET,
        StripePlugin.API_BASE,
        stripe.url());
  }

  /**
   * Those where Stripe's units are ISO's, more, or fewer; three decimals have a rule of their own.
   */
  @Override
  protected List<Currency> currencies() {
    return Stream.of("USD", "JPY", "KWD", "UGX", "ISK", "MGA", "HUF")
        .map(Currency::getInstance)
        .toList();
  }

  @Override
  protected void approve(PaymentState.Open payment) {
    stripe.books.pay(payment.gatewayId());
  }

  /** A page stays open for another card: declined for good is what ends without one. */
  @Override
  protected void decline(PaymentState.Open payment) {
    stripe.books.decline(payment.gatewayId(), "insufficient_funds");
    stripe.books.expire(payment.gatewayId());
  }

  @Override
  protected String account() {
    return "acct_1Merchant";
  }

  @Override
  protected RawNotification notification(PaymentReference about, Instant sentAt) {
    return Webhook.signed(Webhook.intentEvent(about.reference()), sentAt, Webhook.SECRET);
  }

  @Override
  protected String signatureHeader() {
    return StripeNotifications.HEADER;
  }

  @Override
  protected void dispute(PaymentReference payment) {
    var intent = payment.gatewayId().orElseThrow();
    var taken = stripe.books.change(intent).get("amount_received").longValue();
    stripe.books.dispute(intent, taken, "needs_response");
  }

  @Override
  protected void refundByHand(PaymentReference payment, Money amount) {
    stripe.books.refundByHand(
        payment.gatewayId().orElseThrow(), Amounts.toStripe(amount).orElseThrow());
  }

  @Override
  protected void loseNextAnswer() {
    stripe.loseNextAnswer();
  }

  @Override
  protected void disconnect() {
    stripe.disconnect(true);
  }

  @Override
  protected void reconnect() {
    stripe.disconnect(false);
  }
}
