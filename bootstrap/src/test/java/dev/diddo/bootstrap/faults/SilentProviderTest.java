package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.SandboxPage;
import dev.diddo.bootstrap.actors.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider that does not answer, or that fails, whatever it did. */
@ExtendWith(Provider.Shared.class)
class SilentProviderTest {
  /** Within a minute of the provider's return everything is settled, without anybody's help. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final List<String> FAULTS =
      List.of("hang_before", "hang_after", "fail_before", "fail_after", "replay_failure");
  private static final String ALWAYS = "1000";

  private final Provider provider;
  private final Platform platform;
  private final Shop shop;
  private final String template;

  SilentProviderTest(Provider provider) {
    this.provider = provider;
    this.platform = provider.service().newPlatform();
    this.shop = platform.shop(Goods.of("Mug", 1299).stocked(100));
    this.template = platform.template(shop.line("Mug", 1));
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  private Buyer buyer() {
    return platform.guest(template).ready();
  }

  /** One of those to whom it happens. */
  private record Victim(Buyer buyer, String story) {}

  @Test
  @DisplayName(
      "F7, F8, F10: a provider that is silent or fails, before it acted or after, whatever it was"
          + " asked, leaves doubt; a minute after it is back each buyer has one order and one"
          + " charge")
  void silence_is_never_failure() {
    var opening = FAULTS.stream().map(this::opening).toList();
    var paying =
        Stream.of("lookup", "capture")
            .flatMap(operation -> FAULTS.stream().map(fault -> paying(operation, fault)))
            .toList();
    // What was taken in silence may be found when the provider tells of it; nothing else may.
    paying.forEach(victim -> isInDoubt(victim, List.of("open", "authorised", "captured")));
    opening.forEach(victim -> isInDoubt(victim, List.of("unknown")));

    provider.behave();
    long back = System.nanoTime();
    for (var victim : opening) {
      victim.buyer.awaitStatus(
          status -> status.path("payment").path("status").asText().equals("open"), left(back));
      pageOf(victim.buyer).present(Card.APPROVED).is(303);
    }
    Stream.concat(opening.stream(), paying.stream())
        .forEach(victim -> isPaidOnce(victim, left(back)));
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(100 - opening.size() - paying.size());
  }

  private Victim opening(String fault) {
    var buyer = buyer();
    provider.misbehave("open", fault);
    payNow(buyer).refused(503, "GATEWAY_UNAVAILABLE");
    return new Victim(buyer, fault + " at open");
  }

  private Victim paying(String operation, String fault) {
    var buyer = buyer();
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    var order = provider.misbehave(operation, fault, "reference", reference, "times", ALWAYS);
    page.present(Card.APPROVED).is(303);
    provider.awaitDone(order);
    // Others are not disturbed; and with an answer now and then nobody is left alone.
    buyer().openPayment().cancel().is(303);
    return new Victim(buyer, fault + " at " + operation);
  }

  private static void isInDoubt(Victim victim, List<String> statuses) {
    assertThat(victim.buyer.paymentStatus()).as(victim.story).isIn(statuses);
  }

  private void isPaidOnce(Victim victim, Duration patience) {
    victim.buyer.awaitStatus(
        status -> status.path("status").asText().equals("SUBMITTED"), patience);
    assertThat(provider.eventsOf(victim.buyer))
        .as(victim.story)
        .contains("checkout.succeeded")
        .doesNotContain("checkout.failed", "checkout.cancelled");
    assertThat(platform.ordersOf(victim.buyer.person().email())).as(victim.story).hasSize(1);
    provider.isCharged(victim.buyer);
  }

  private static Duration left(long since) {
    return SETTLED.minusNanos(System.nanoTime() - since);
  }

  private static Answer payNow(Buyer buyer) {
    return buyer.askNow(Ask.post("/checkout/" + buyer.cartId(), Json.of()));
  }

  /** Of a payment that is open: a second attempt is told where the first is paid. */
  private SandboxPage pageOf(Buyer buyer) {
    var known = payNow(buyer).refused(409, "ALREADY_SUBMITTED").json();
    return new SandboxPage(platform.api(), known.path("url").asText());
  }

  @Test
  @DisplayName("F11: a provider that surely was not reached leaves the cart payable at once")
  void not_reached_at_all() {
    var buyer = buyer();
    provider.misbehave("open", "unreachable");
    payNow(buyer).refused(503, "GATEWAY_UNAVAILABLE");
    assertThat(buyer.paymentStatus()).isEqualTo("cancelled");
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    provider.isCharged(buyer);
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(99);
  }

  @Test
  @DisplayName("F11: a provider that wants to be left alone for a while is, and then paid at")
  void left_alone_for_a_while() {
    var buyer = buyer();
    provider.misbehave("open", "unreachable", "ms", "1500");
    payNow(buyer).refused(503, "GATEWAY_UNAVAILABLE");
    var told = payNow(buyer).refused(503, "GATEWAY_UNAVAILABLE");
    assertThat(told.header("Retry-After")).isPresent();
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    provider.isCharged(buyer);
  }

  @Test
  @DisplayName(
      "F7, F11: while a provider is down nobody is told that they failed; after it is back every"
          + " cart of ten is paid once, or cancelled and then paid")
  void down_for_a_while() {
    var buyers = IntStream.range(0, 10).mapToObj(_ -> buyer()).toList();
    var pages = new ArrayList<SandboxPage>();
    buyers.subList(0, 6).forEach(buyer -> pages.add(buyer.openPayment()));
    provider.misbehave("all", "down");

    var _ =
        Together.run(
            4, number -> provider.seen(pages.get(number)).presentNow(Card.APPROVED).is(503));
    for (var cancelling : buyers.subList(4, 6)) {
      assertThat(cancelling.askNow(Ask.of("DELETE", "/checkout/" + cancelling.cartId())).status())
          .isIn(409, 503);
    }
    var _ =
        Together.run(
            4, number -> payNow(buyers.get(6 + number)).refused(503, "GATEWAY_UNAVAILABLE"));
    for (var buyer : buyers) {
      assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
      assertThat(provider.eventsOf(buyer)).doesNotContain("checkout.failed");
    }

    provider.behave();
    var _ = Together.run(4, number -> pages.get(number).present(Card.APPROVED).is(303));
    for (var cancelling : buyers.subList(4, 6)) {
      Provider.patiently(cancelling::cancelPayment, 204);
      cancelling.payAtSandbox(Card.APPROVED);
    }
    buyers.subList(6, 10).forEach(buyer -> buyer.payAtSandbox(Card.APPROVED));
    for (var buyer : buyers) {
      buyer.awaitSubmitted();
      assertThat(platform.ordersOf(buyer.person().email())).hasSize(1);
      provider.isCharged(buyer);
    }
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(90);
  }
}
