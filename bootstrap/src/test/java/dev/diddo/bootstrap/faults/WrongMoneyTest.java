package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.gateway.sandbox.SandboxLedger.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that is not what was asked for, or that comes when nobody wants it any more. */
@ExtendWith(Provider.Shared.class)
class WrongMoneyTest {
  private final Provider provider;
  private final Platform platform;
  private final Shop shop;
  private final Buyer buyer;

  WrongMoneyTest(Provider provider) {
    this.provider = provider;
    this.platform = provider.service().newPlatform();
    this.shop = platform.shop(Goods.of("Mug", 1299).stocked(3));
    this.buyer = platform.guest(platform.template(shop.line("Mug", 2))).ready();
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  /** The buyer of a cart that was not paid pays it after all. */
  private void payAgain() {
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(3);
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    provider.isCharged(buyer);
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "lookup,wrong_amount",
    "lookup,wrong_currency",
    "capture,wrong_amount",
    "capture,wrong_currency"
  })
  @DisplayName(
      "F13: another amount or currency is never paid, is given back, and can be paid again")
  void another_amount_or_currency(String operation, String fault) {
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    provider.misbehave(operation, fault, "reference", reference);
    tellOfAuthorisationAlone(reference);
    page.present(Card.APPROVED).is(303);
    buyer.awaitPayment("declined");
    assertThat(platform.ordersOf(buyer.person().email()))
        .allMatch(order -> order.path("status").asText().equals("CANCELLED"));
    assertThat(provider.eventsOf(buyer)).doesNotContain("checkout.succeeded");
    Eventually.holds(() -> isGivenBack(reference));
    payAgain();
  }

  /** Or the truth may be looked up, and the payment rightly be paid, before the lie is stored. */
  private void tellOfAuthorisationAlone(String reference) {
    provider.misbehave("notification", "drop", "reference", reference, "nth", "2", "times", "100");
  }

  private boolean isGivenBack(String reference) {
    var entry = provider.entry(reference);
    return entry.authorised() > 0
        && entry.authorised() == entry.released() + entry.captured()
        && entry.captured() == entry.refunded();
  }

  @Test
  @DisplayName("F13: of a refund for wrong money that gets no answer, one comes in the end")
  void giving_back_is_tried_again() {
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    provider.misbehave("capture", "wrong_amount", "reference", reference);
    tellOfAuthorisationAlone(reference);
    var refund = provider.misbehave("refund", "fail_after", "reference", reference);
    page.present(Card.APPROVED).is(303);
    buyer.awaitPayment("declined");
    provider.awaitDone(refund);
    provider.letReconcile(platform);
    Eventually.holds(() -> isGivenBack(reference));
    assertThat(provider.payment(reference).path("refunds")).hasSize(1);
    payAgain();
  }

  @Test
  @DisplayName("F14: a success after the payment was given up as lost is given back, once")
  void late_success() throws IOException {
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    // The provider has lost sight of it for a day, and then finds it again.
    var file = fileOf(reference);
    var away = Files.move(file, file.resolveSibling(file.getFileName() + ".away"));
    provider.run(
        "update payment set created_at = created_at - interval '24 hours', check_at = now()"
            + " where organization_id = '%s'",
        platform);
    buyer.awaitPayment("cancelled");
    Files.move(away, file);

    page.present(Card.APPROVED).is(303);
    Eventually.holds(() -> provider.entry(reference).status() == Status.CANCELLED);
    assertThat(isGivenBack(reference)).isTrue();
    assertThat(platform.ordersOf(buyer.person().email())).isEmpty();
    payAgain();
  }

  private Path fileOf(String reference) throws IOException {
    try (var files = Files.walk(provider.service().sandboxDir().resolve("payments"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .filter(file -> holds(file, reference))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  @DisplayName("F14: a card presented while its payment is being cancelled is paid, or not charged")
  void paid_while_cancelled() {
    var page = buyer.openPayment();
    var slow = provider.misbehave("cancel", "slow", "ms", "500");
    var cancelled = CompletableFuture.supplyAsync(buyer::cancelPayment);
    provider.awaitDone(slow);
    page.present(Card.APPROVED).is(303);
    cancelled.join().refused(409, "ALREADY_SUBMITTED");
    buyer.awaitSubmitted();
    provider.isCharged(buyer);
    assertThat(platform.ordersOf(buyer.person().email())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  @DisplayName("F17: of an authorisation that ran out nothing is taken, and the cart can be paid")
  void authorisation_ran_out(boolean told) {
    provider.service().letDecide(platform, shop.id());
    var reopened = platform.guest(platform.template(shop.line("Mug", 1))).ready();
    reopened.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var reference = Provider.referenceOf(reopened);
    var order = platform.orderOf(reopened);
    if (!told) {
      provider.misbehave("notification", "drop", "reference", reference, "times", "100");
    }
    provider.act("authorisations/expire", "reference", reference).is(200);
    if (!told) {
      Decisions.of(platform, order, 0, "accepted").is(201);
    }
    reopened.awaitPayment("cancelled");
    assertThat(reopened.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(platform.get("/orders/" + order.path("id").asText()).ok().path("status").asText())
        .isEqualTo("CANCELLED");
    assertThat(provider.eventsOf(reopened)).doesNotContain("checkout.succeeded");
    assertThat(provider.entry(reference).captured()).isZero();
    provider.behave();

    reopened.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var second =
        platform.ordersOf(reopened.person().email()).stream()
            .filter(one -> one.path("status").asText().equals("SUBMITTED"))
            .findFirst()
            .orElseThrow();
    Decisions.of(platform, second, 0, "accepted").is(201);
    reopened.awaitSubmitted();
    reopened.awaitPayment("captured");
    provider.isCharged(reopened);
  }
}
