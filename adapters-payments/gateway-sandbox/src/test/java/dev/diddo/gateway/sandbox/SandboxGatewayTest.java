package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.kit.GatewayConformance;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Pages.PageRequest;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sandbox keeps the contract, all of it. */
class SandboxGatewayTest extends GatewayConformance {
  private static final String SECRET = "a secret of these tests";

  @Override
  protected GatewayPlugin plugin() {
    return new SandboxPlugin();
  }

  @Override
  protected Set<Facet> facets() {
    return EnumSet.allOf(Facet.class);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(SandboxPlugin.NOTIFICATION_SECRET, SECRET);
  }

  @Override
  protected void approve(PaymentState.Open payment) {
    pay(payment, "4242424242424242");
  }

  @Override
  protected void decline(PaymentState.Open payment) {
    pay(payment, "4000000000000002");
  }

  @Override
  protected String account() {
    return "acct_1";
  }

  @Override
  protected RawNotification notification(PaymentReference about, Instant sentAt) {
    var body =
        "{\"id\":\"evt_1\",\"type\":\"payment.authorised\",\"reference\":\"%s\"}"
            .formatted(about.reference())
            .getBytes(StandardCharsets.UTF_8);
    var provider = new SignedNotifications(List.of(SECRET), InstantSource.fixed(sentAt));
    return new RawNotification(Map.of(signatureHeader(), List.of(provider.sign(body))), body);
  }

  @Override
  protected void dispute(PaymentReference payment) {
    var now = clock().instant();
    ((SandboxGateway) gateway())
        .desk()
        .change(payment.reference(), it -> it.dispute(it.captured(), "fraudulent", now));
  }

  @Override
  protected void refundByHand(PaymentReference payment, Money amount) {
    var now = clock().instant();
    ((SandboxGateway) gateway())
        .desk()
        .change(payment.reference(), it -> it.refund(amount, "", RefundCourse.AT_ONCE, now));
  }

  @Override
  protected String signatureHeader() {
    return "sandbox-signature";
  }

  private void pay(PaymentState.Open payment, String card) {
    var path = page(payment).getPath();
    var form = Map.of("card_number", card, "exp", "12/34", "cvc", "123", "name", "Ada Byron");
    var page =
        gateway()
            .pages()
            .orElseThrow()
            .answer(new PageRequest("POST", path.substring(path.lastIndexOf('/') + 1), form));
    assertThat(page.status()).isEqualTo(303);
  }
}
