package dev.diddo.gateway.memory;

import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.kit.GatewayConformance;
import dev.diddo.gateway.memory.Books.Entry;
import dev.diddo.gateway.memory.Books.Movement;
import dev.diddo.gateway.memory.Books.Status;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway that does all there is, and passes. */
class MemoryGatewayTest extends GatewayConformance {
  private static final String SECRET = "a secret of these tests";

  private MemoryGateway made;

  /** The gateway that is tried: the right one, unless a test means to try another. */
  MemoryGateway gateway(GatewayContext context) {
    return new MemoryGateway(context);
  }

  @Override
  protected GatewayPlugin plugin() {
    return new MemoryPlugin(
        context -> {
          made = gateway(context);
          return made;
        });
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
    return Map.of(MemoryPlugin.SECRET, SECRET);
  }

  @Override
  protected void approve(PaymentState.Open payment) {
    var entry = made.books.findById(payment.gatewayId());
    if (declaresCaptures()) {
      entry.status = Status.AUTHORISED;
    } else {
      entry.status = Status.CAPTURED;
      entry.captured = entry.request.amount();
    }
  }

  private boolean declaresCaptures() {
    return facets().contains(Facet.CAPTURES);
  }

  @Override
  protected void decline(PaymentState.Open payment) {
    made.books.findById(payment.gatewayId()).status = Status.DECLINED;
  }

  @Override
  protected String account() {
    return "acct_1";
  }

  @Override
  protected RawNotification notification(PaymentReference about, Instant sentAt) {
    return MemoryNotifications.message(
        SECRET, sentAt, about.reference(), entry(about).status.name());
  }

  @Override
  protected String signatureHeader() {
    return MemoryNotifications.HEADER;
  }

  @Override
  protected void dispute(PaymentReference payment) {
    entry(payment).disputed = true;
  }

  @Override
  protected void loseNextAnswer() {
    made.line.losesNext.set(true);
  }

  @Override
  protected void disconnect() {
    made.line.down = true;
  }

  @Override
  protected void reconnect() {
    made.line.down = false;
  }

  @Override
  protected void refundByHand(PaymentReference payment, Money amount) {
    var id = made.books.newId("mv_");
    entry(payment).refunds.put(id, new Movement(id, Optional.empty(), amount, true, ""));
  }

  private Entry entry(PaymentReference payment) {
    return made.books.find(payment).orElseThrow();
  }
}
