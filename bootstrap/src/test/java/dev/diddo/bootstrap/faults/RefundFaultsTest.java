package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.application.Together;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Unique;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that goes back to its buyer: by us, by the provider's own people, and by the bank. */
@ExtendWith(Provider.Shared.class)
class RefundFaultsTest {
  private static final int CROWD = 20;

  private final Provider provider;
  private final Platform platform;
  private final Buyer buyer;
  private final JsonNode order;
  private final String reference;
  private final long captured;

  RefundFaultsTest(Provider provider) {
    this.provider = provider;
    this.platform = provider.service().newPlatform();
    var goods =
        Stream.concat(
            platform.shop(Goods.of("Mug", 1299)).all(), platform.shop(Goods.of("Pen", 301)).all());
    this.buyer = platform.guest(platform.template(goods)).buy();
    this.order = platform.orderOf(buyer);
    this.reference = Provider.referenceOf(buyer);
    this.captured = provider.entry(reference).captured();
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  private Ask refund(int part, long amount) {
    return Ask.post(Decisions.pathOf(order, part) + "/refunds", Json.of("amount", amount));
  }

  private Answer askNow(Ask ask) {
    return platform.api().send(ask.by(platform.key()));
  }

  private List<JsonNode> refunds() {
    var now = platform.get("/orders/" + order.path("id").asText()).ok();
    return Json.items(now.path("merchant_orders")).stream()
        .flatMap(part -> Json.items(part.path("refunds")).stream())
        .toList();
  }

  private List<String> statuses() {
    return Json.texts(Json.list(refunds().toArray()), "status");
  }

  private long refunded() {
    return refunds().stream()
        .filter(refund -> !refund.path("status").asText().equals("failed"))
        .mapToLong(refund -> refund.path("amount").path("value").asLong())
        .sum();
  }

  private long grossOf(int part) {
    return order
        .path("merchant_orders")
        .path(part)
        .path("payout")
        .path("gross")
        .path("value")
        .asLong();
  }

  private void awaitStatuses(String... wanted) {
    Eventually.holds(() -> statuses().equals(List.of(wanted)));
  }

  @Test
  @DisplayName("F19: twenty refunds at once, each with its own key, never exceed what was captured")
  void twenty_refunds_at_once() {
    long third = grossOf(0) / 3;
    var answers =
        Together.run(CROWD, _ -> askNow(refund(0, third).once(Unique.name("refund"))).outcome());
    var outcomes = answers.stream().collect(Collectors.groupingBy(it -> it));
    assertThat(outcomes).containsOnlyKeys("201", "409 REFUND_EXCEEDS_CAPTURED");
    assertThat(outcomes.get("201")).hasSize(3);
    awaitStatuses("succeeded", "succeeded", "succeeded");
    assertThat(refunded()).isEqualTo(3 * third);
    assertThat(provider.entry(reference).refunded()).isEqualTo(3 * third);
  }

  @Test
  @DisplayName("F18: twenty refunds at once with one key are one refund")
  void one_key_is_one_refund() {
    var once = refund(0, 100).once(Unique.name("refund"));
    var answers = Together.run(CROWD, _ -> askNow(once));
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.outcome()).isIn("201", "409 IDEMPOTENCY_IN_FLIGHT"));
    var ids =
        answers.stream()
            .filter(answer -> answer.status() == 201)
            .map(answer -> answer.json().path("id").asText())
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    awaitStatuses("succeeded");
    assertThat(askNow(once).is(201).json().path("id").asText()).isEqualTo(ids.iterator().next());
    assertThat(provider.entry(reference).refunded()).isEqualTo(100);
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
  @DisplayName("F16: a refund without an answer is pending, and then made once")
  void refund_in_doubt(String fault) {
    var ordered = provider.misbehave("refund", fault, "reference", reference, "times", "1000");
    platform.ask(refund(0, 250)).is(201);
    provider.awaitDone(ordered);
    assertThat(statuses()).isSubsetOf("pending", "succeeded");
    provider.behave();
    Eventually.holds(
        () -> {
          provider.letReconcile(platform);
          return statuses().equals(List.of("succeeded"));
        });
    assertThat(provider.payment(reference).path("refunds")).hasSize(1);
    assertThat(provider.entry(reference).refunded()).isEqualTo(250);
  }

  @Test
  @DisplayName("F16: a refund that is refused is shown as failed, and its money can be refunded")
  void refund_refused() {
    provider.misbehave("refund", "refuse", "reference", reference, "reason", "card_closed");
    platform.ask(refund(0, grossOf(0))).is(201);
    awaitStatuses("failed");
    platform.ask(refund(0, grossOf(0))).is(201);
    awaitStatuses("failed", "succeeded");
    platform.ask(refund(0, 1)).refused(409, "REFUND_EXCEEDS_CAPTURED");
    assertThat(provider.entry(reference).refunded()).isEqualTo(grossOf(0));
  }

  @ParameterizedTest
  @CsvSource({"succeeded", "failed"})
  @DisplayName("F16: a refund on its way is pending, keeps its money, and ends as it is told")
  void refund_pending(String outcome) {
    provider.misbehave("refund", "pending", "reference", reference);
    platform.ask(refund(0, grossOf(0))).is(201);
    Eventually.holds(() -> provider.entry(reference).refundPending() == grossOf(0));
    assertThat(statuses()).containsExactly("pending");
    platform.ask(refund(0, 1)).refused(409, "REFUND_EXCEEDS_CAPTURED");
    var id = provider.payment(reference).path("refunds").path(0).path("id").asText();
    provider.act("refunds/settle", "reference", reference, "id", id, "outcome", outcome).is(200);
    awaitStatuses(outcome);
    assertThat(refunded()).isEqualTo(outcome.equals("failed") ? 0 : grossOf(0));
  }

  @Test
  @DisplayName("F16: a refund that comes back days later is failed, and its money can be refunded")
  void refund_comes_back() {
    platform.ask(refund(0, grossOf(0))).is(201);
    awaitStatuses("succeeded");
    var id = provider.payment(reference).path("refunds").path(0).path("id").asText();
    provider.misbehave("notification", "duplicate", "reference", reference, "copies", "20");
    provider.act("refunds/bounce", "reference", reference, "id", id).is(200);
    awaitStatuses("failed");
    assertThat(provider.entry(reference).refunded()).isZero();
    provider.checkBooks(platform);
    platform.ask(refund(0, grossOf(0))).is(201);
    awaitStatuses("failed", "succeeded");
    platform.ask(refund(0, 1)).refused(409, "REFUND_EXCEEDS_CAPTURED");
    assertThat(provider.eventsOf(buyer)).filteredOn("refund.issued"::equals).hasSize(2);
  }

  @Test
  @DisplayName("F24: a refund of ours that nobody answers gives way to one that the provider made")
  void gives_way() {
    var ordered = provider.misbehave("refund", "fail_before", "reference", reference);
    platform.ask(refund(0, grossOf(0))).is(201);
    provider.awaitDone(ordered);
    provider.act("refunds", "reference", reference).is(200);
    Eventually.holds(
        () -> {
          provider.letReconcile(platform);
          return statuses().contains("failed") && refunded() == captured;
        });
    assertThat(provider.entry(reference).refunded()).isEqualTo(captured);
    platform.ask(refund(1, 1)).refused(409, "REFUND_EXCEEDS_CAPTURED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duplicate", "out_of_order", "delay"})
  @DisplayName("F24, F36, F38: refunds and disputes of the provider's own people are shown once")
  void made_in_the_dashboard(String fault) {
    provider.misbehave(
        "notification", fault, "reference", reference, "times", "3", "copies", "20", "ms", "400");
    provider.act("refunds", "reference", reference, "amount", "300").is(200);
    provider.act("refunds", "reference", reference, "amount", "200").is(200);
    provider.act("disputes", "reference", reference, "amount", "400").is(200);
    Eventually.holds(() -> refunded() == 500 && disputes().size() == 1);
    for (var type : List.of("payment.captured", "refund.succeeded", "dispute.opened")) {
      var sent =
          provider.act("notifications", "reference", reference, "type", type, "copies", "20");
      assertThat(sent.ok().path("acknowledged").asInt()).isEqualTo(20);
    }
    // After all of those: one more change, which is seen when they have been acted on.
    provider.act("refunds", "reference", reference, "amount", "50").is(200);
    Eventually.holds(() -> refunded() == 550);
    assertThat(disputes()).hasSize(1);
    assertThat(disputes().getFirst().path("amount").path("value").asLong()).isEqualTo(400);
    assertThat(provider.entry(reference).refunded()).isEqualTo(550);
    // Each of the three is shared by two stores, and each share is told once.
    assertThat(provider.eventsOf(buyer)).filteredOn("refund.issued"::equals).hasSize(6);
  }

  private List<JsonNode> disputes() {
    return Json.items(platform.get("/orders/" + order.path("id").asText()).ok().path("disputes"));
  }

  @Test
  @DisplayName("F24: of what the provider gave back by itself nothing is refunded a second time")
  void no_double_refund() {
    provider.misbehave("notification", "drop", "reference", reference, "times", "100");
    provider.act("refunds", "reference", reference).is(200);
    var answer = platform.ask(refund(0, grossOf(0)));
    // Ours is refused by the provider, as it has nothing left, or by us if we know by then.
    assertThat(answer.outcome()).isIn("201", "409 REFUND_EXCEEDS_CAPTURED");
    provider.behave();
    provider.act("notifications", "reference", reference, "type", "refund.succeeded").is(200);
    Eventually.holds(() -> refunded() == captured);
    assertThat(provider.entry(reference).refunded()).isEqualTo(captured);
    platform.ask(refund(1, 1)).refused(409, "REFUND_EXCEEDS_CAPTURED");
  }

  @ParameterizedTest
  @CsvSource({"won", "lost"})
  @DisplayName("F24: a dispute is shown as it stands, whatever its messages say and how often")
  void dispute_moves_on(String end) {
    provider.act("disputes", "reference", reference).is(200);
    Eventually.holds(() -> disputes().size() == 1);
    var id = disputes().getFirst().path("id").asText();
    provider.misbehave("notification", "out_of_order", "reference", reference, "ms", "300");
    for (var status : List.of("under_review", end)) {
      provider.act("disputes/settle", "reference", reference, "id", id, "status", status).is(200);
    }
    Eventually.holds(() -> disputes().getFirst().path("status").asText().equals(end));
    assertThat(disputes()).hasSize(1);
    assertThat(refunds()).isEmpty();
  }
}
