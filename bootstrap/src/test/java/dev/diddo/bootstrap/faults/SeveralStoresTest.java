package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.application.Together;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.gateway.sandbox.SandboxLedger.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two stores that decide on one payment: all of them or none, or what the policy says. */
@ExtendWith(Provider.Shared.class)
class SeveralStoresTest {
  private final Provider provider;
  private final Platform platform;
  private final Shop mugs;
  private final Shop pens;
  private final Buyer buyer;

  SeveralStoresTest(Provider provider) {
    this.provider = provider;
    this.platform = provider.service().newPlatform();
    this.mugs = platform.shop(Goods.of("Mug", 1299).stocked(3));
    this.pens = platform.shop(Goods.of("Pen", 301).stocked(3));
    provider.service().letDecide(platform, mugs.id());
    provider.service().letDecide(platform, pens.id());
    var both = Stream.concat(mugs.all(), pens.all());
    this.buyer = platform.guest(platform.template(both)).ready();
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  /** Paid, as far as the buyer is concerned; the stores are to decide. */
  private JsonNode authorised(String policy) {
    platform.patch("/organization", Json.of("policy", policy)).is(200);
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var entry = provider.entry(Provider.referenceOf(buyer));
    assertThat(entry.status()).isEqualTo(Status.AUTHORISED);
    assertThat(entry.captured()).isZero();
    return platform.orderOf(buyer);
  }

  private Answer decide(JsonNode order, Shop shop, String status) {
    return Decisions.of(platform, order, part(order, shop), status);
  }

  private static int part(JsonNode order, Shop shop) {
    return Json.texts(order.path("merchant_orders"), "store_id").indexOf(shop.id());
  }

  private JsonNode read(JsonNode order) {
    return platform.get("/orders/" + order.path("id").asText()).ok();
  }

  private static JsonNode partOf(JsonNode order, Shop shop) {
    return order.path("merchant_orders").path(part(order, shop));
  }

  private static long totalOf(JsonNode part) {
    return part.path("cost").path("total").path("value").asLong();
  }

  private void isDecided(JsonNode order, String policy, String outcome, long captured) {
    var decision = read(order).path("decision");
    assertThat(decision.path("policy").asText()).isEqualTo(policy);
    assertThat(decision.path("outcome").asText()).isEqualTo(outcome);
    assertThat(decision.path("captured").path("value").asLong()).isEqualTo(captured);
  }

  private void isReleased(JsonNode order, String policy) {
    buyer.awaitPayment("cancelled");
    isDecided(order, policy, "released", 0);
    var entry = provider.entry(Provider.referenceOf(buyer));
    assertThat(entry.captured()).isZero();
    assertThat(entry.released()).isEqualTo(entry.authorised());
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(3);
    assertThat(platform.stockOf(pens, "Pen")).isEqualTo(3);
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
  }

  private void isCaptured(JsonNode order, long captured) {
    buyer.awaitPayment("captured");
    var entry = provider.entry(Provider.referenceOf(buyer));
    assertThat(entry.captured()).isEqualTo(captured);
    assertThat(entry.released()).isEqualTo(entry.authorised() - captured);
    assertThat(read(order).path("cost").path("total").path("value").asLong()).isEqualTo(captured);
  }

  @Test
  @DisplayName("F4: where every store accepts, at the same moment, all is captured, once")
  void all_accept_at_once() {
    var order = authorised("all_or_nothing");
    var total = buyer.total();
    var answers =
        Together.run(2, number -> Decisions.of(platform, order, number, "accepted").status());
    assertThat(answers).containsOnly(201);
    isCaptured(order, total);
    isDecided(order, "all_or_nothing", "captured", total);
    decide(order, mugs, "rejected").refused(409, "WRONG_STATUS");
  }

  @Test
  @DisplayName("F15: all or nothing: one store's no releases the whole payment")
  void one_no_of_all_or_nothing() {
    var order = authorised("all_or_nothing");
    decide(order, mugs, "accepted").is(201);
    decide(order, pens, "rejected").is(201);
    isReleased(order, "all_or_nothing");
    var after = read(order);
    assertThat(partOf(after, mugs).path("status").asText()).isEqualTo("CANCELLED");
    assertThat(partOf(after, pens).path("status").asText()).isEqualTo("REJECTED");
  }

  @Test
  @DisplayName("F15: best effort: what was accepted is captured, the rest of it is released")
  void one_no_of_best_effort() {
    var order = authorised("best_effort");
    decide(order, pens, "rejected").is(201);
    assertThat(buyer.paymentStatus()).isEqualTo("authorised");
    decide(order, mugs, "accepted").is(201);
    var accepted = totalOf(partOf(order, mugs));
    isCaptured(order, accepted);
    isDecided(order, "best_effort", "captured_in_part", accepted);
    platform.post(Decisions.pathOf(order, part(order, pens)) + "/refunds", Json.of()).is(409);
  }

  @Test
  @DisplayName("F15: best effort: where no store accepts nothing is captured")
  void all_say_no() {
    var order = authorised("best_effort");
    decide(order, pens, "rejected").is(201);
    decide(order, mugs, "rejected").is(201);
    isReleased(order, "best_effort");
  }

  @Test
  @DisplayName("F4: a store that is silent until its time is over has said no")
  void silent_until_the_deadline() {
    var order = authorised("best_effort");
    decide(order, mugs, "accepted").is(201);
    assertThat(partOf(order, pens).path("decide_by").isNull()).isFalse();
    provider.run(
        "update merchant_order set decide_by = now() - interval '1 second'"
            + " where decide_by is not null and organization_id = '%s'",
        platform);
    var accepted = totalOf(partOf(order, mugs));
    isCaptured(order, accepted);
    isDecided(order, "best_effort", "captured_in_part", accepted);
    assertThat(partOf(read(order), pens).path("status").asText()).isEqualTo("REJECTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hang_before",
        "hang_after",
        "fail_before",
        "fail_after",
        "replay_failure",
        "unreachable"
      })
  @DisplayName("F5: a part that is to be captured is, once, however the provider fails at it")
  void capture_in_doubt(String fault) {
    var order = authorised("best_effort");
    var reference = Provider.referenceOf(buyer);
    var ordered = provider.misbehave("capture", fault, "reference", reference, "times", "1000");
    decide(order, pens, "rejected").is(201);
    decide(order, mugs, "accepted").is(201);
    provider.awaitDone(ordered);
    assertThat(buyer.paymentStatus()).isIn("authorised", "captured");
    provider.behave();
    provider.letReconcile(platform);
    isCaptured(order, totalOf(partOf(order, mugs)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang_after", "fail_before", "replay_failure", "unreachable"})
  @DisplayName("F6, F16: a payment that is to be released is, however the provider fails at it")
  void release_in_doubt(String fault) {
    var order = authorised("all_or_nothing");
    var reference = Provider.referenceOf(buyer);
    var ordered = provider.misbehave("release", fault, "reference", reference, "times", "1000");
    decide(order, pens, "rejected").is(201);
    provider.awaitDone(ordered);
    assertThat(buyer.paymentStatus()).isIn("authorised", "cancelled");
    provider.behave();
    provider.letReconcile(platform);
    isReleased(order, "all_or_nothing");
    Eventually.holds(() -> read(order).path("status").asText().equals("REJECTED"));
  }
}
