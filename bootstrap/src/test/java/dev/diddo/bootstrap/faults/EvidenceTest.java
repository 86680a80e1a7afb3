package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.SandboxPage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of a payment too early, too late, or from nobody. */
@ExtendWith(Provider.Shared.class)
class EvidenceTest {
  private final Provider provider;
  private final Platform platform;
  private final Buyer buyer;

  EvidenceTest(Provider provider) {
    this.provider = provider;
    this.platform = provider.service().newPlatform();
    this.buyer =
        platform.guest(platform.template(platform.shop(Goods.of("Mug", 1299)).all())).ready();
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  private Ask refund(JsonNode order, long amount) {
    return Ask.post(Decisions.pathOf(order, 0) + "/refunds", Json.of("amount", amount));
  }

  private List<String> refundsOf(JsonNode order) {
    var part =
        platform.get("/orders/" + order.path("id").asText()).ok().path("merchant_orders").path(0);
    return Json.texts(part.path("refunds"), "status");
  }

  @Test
  @DisplayName("F37: told of before it is answered, each step is taken once")
  void told_before_it_is_answered() {
    provider.misbehave("open", "early");
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    provider.misbehave("capture", "early", "reference", reference);
    provider.misbehave("refund", "early", "reference", reference);
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    provider.isCharged(buyer);
    var order = platform.orderOf(buyer);
    platform.ask(refund(order, 100)).is(201);
    Eventually.holds(() -> refundsOf(order).equals(List.of("succeeded")));
    assertThat(provider.entry(reference).refunded()).isEqualTo(100);
  }

  @Test
  @DisplayName("F7: what nobody tells of is found by looking")
  void nobody_tells() {
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    provider.misbehave("notification", "drop", "reference", reference, "times", "100");
    page.present(Card.APPROVED).is(303);
    provider.letReconcile(platform);
    buyer.awaitSubmitted();
    provider.isCharged(buyer);
  }

  @Test
  @DisplayName("F12: a payment in doubt whose key has grown old is looked up, not opened again")
  void an_old_key_is_not_sent_again() {
    provider.misbehave("open", "fail_after");
    buyer
        .askNow(Ask.post("/checkout/" + buyer.cartId(), Json.of()))
        .refused(503, "GATEWAY_UNAVAILABLE");
    buyer.awaitPayment("unknown");
    var reopened =
        provider.misbehave(
            "open", "fail_before", "reference", Provider.referenceOf(buyer), "times", "1000");
    provider.run(
        "update payment set created_at = created_at - interval '24 hours', check_at = now()"
            + " where organization_id = '%s'",
        platform);
    buyer.awaitPayment("open");
    assertThat(provider.isUntouched(reopened)).isTrue();
    var known = buyer.askNow(Ask.post("/checkout/" + buyer.cartId(), Json.of()));
    var url = known.refused(409, "ALREADY_SUBMITTED").json().path("url").asText();
    new SandboxPage(platform.api(), url).present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    provider.isCharged(buyer);
  }

  @Test
  @DisplayName("F12: a refund whose key has grown old is looked for, and failed if never made")
  void an_old_refund_is_not_sent_again() {
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    var reference = Provider.referenceOf(buyer);
    var order = platform.orderOf(buyer);
    var refused =
        provider.misbehave("refund", "fail_before", "reference", reference, "times", "1000");
    platform.ask(refund(order, 100)).is(201);
    provider.awaitDone(refused);
    provider.behave();
    Eventually.holds(
        () -> {
          provider.run(
              "update movement set created_at = now() - interval '24 hours', due_at = now()"
                  + " where due_at is not null and organization_id = '%s'",
              platform);
          return refundsOf(order).equals(List.of("failed"));
        });
    assertThat(provider.payment(reference).path("refunds")).isEmpty();
    platform.ask(refund(order, 100)).is(201);
    Eventually.holds(() -> refundsOf(order).equals(List.of("failed", "succeeded")));
    assertThat(provider.entry(reference).refunded()).isEqualTo(100);
  }
}
