package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.ChildService;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.actors.Unique;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed at a point between two steps that move money: the provider hangs there,
 * before it has acted or after, and nothing of the answer is ever stored. All buyers stand at
 * points of their own when the one crash comes.
 */
class CrashPointsTest {
  private static final Duration SETTLED = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  private ChildService service;
  private Platform platform;
  private Shop mugs;
  private Shop pens;

  /** Somebody whose money was on its way when the service died. */
  private record Victim(Buyer buyer, String point) {}

  private JsonNode act(String path, String... fields) {
    var form = new StringBuilder("token=").append(RunningService.CONTROL_TOKEN);
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return new Api(service.api().base(), _ -> {})
        .send(
            Ask.of("POST", "/sandbox/payments/control/" + path)
                .text("application/x-www-form-urlencoded", form.toString()))
        .json();
  }

  /** The provider hangs at this call for this payment; answers the fault's id. */
  private String hang(Buyer buyer, String operation, String when, int nth) {
    return act(
            "faults",
            "operation",
            operation,
            "fault",
            "hang_" + when,
            "reference",
            Provider.referenceOf(buyer),
            "nth",
            Integer.toString(nth))
        .path("id")
        .asText();
  }

  private void awaitThere(String fault) {
    Eventually.holds(
        () ->
            Json.items(act("faults/list").path("faults")).stream()
                .filter(it -> it.path("id").asText().equals(fault))
                .anyMatch(it -> it.path("seen").asInt() >= it.path("nth").asInt()));
  }

  private Buyer ready() {
    return platform.guest(platform.template(Stream.concat(mugs.all(), pens.all()))).ready();
  }

  private static Shop paidOut(Platform platform, Goods goods) {
    var draft = Shop.draft().put("gateway_account", Unique.name("acct"));
    return platform.shop(draft, goods);
  }

  private Victim whilePaying(List<String> faults, String operation, String when, int nth) {
    var buyer = ready();
    var page = buyer.openPayment();
    faults.add(hang(buyer, operation, when, nth));
    page.present(Card.APPROVED).is(303);
    return new Victim(buyer, operation + " " + nth + ", " + when);
  }

  private Victim whileRefunding(List<String> faults, String operation, String when) {
    var buyer = ready().buy();
    awaitTransfers(buyer);
    faults.add(hang(buyer, operation, when, 1));
    var order = platform.orderOf(buyer);
    platform.ask(Ask.post(Decisions.pathOf(order, 0) + "/refunds", Json.of("amount", 500))).is(201);
    return new Victim(buyer, operation + ", " + when);
  }

  private void awaitTransfers(Buyer buyer) {
    Eventually.holds(() -> transferred(buyer) > 0 && transferred(buyer) == net(buyer));
  }

  private long transferred(Buyer buyer) {
    var entry = service.sandbox().find(Provider.referenceOf(buyer)).orElseThrow();
    return entry.transferred() - entry.reversed();
  }

  /** What both stores are owed of it, refunds taken off. */
  private long net(Buyer buyer) {
    return Json.items(platform.orderOf(buyer).path("merchant_orders")).stream()
        .mapToLong(CrashPointsTest::netOf)
        .sum();
  }

  private static long netOf(JsonNode part) {
    long refunded =
        Json.items(part.path("refunds")).stream()
            .mapToLong(it -> value(it.path("amount")) - value(it.path("commission")))
            .sum();
    return value(part.path("payout").path("net")) - refunded;
  }

  private static long value(JsonNode money) {
    return money.path("value").asLong();
  }

  @Test
  @DisplayName(
      "F2, F4, F5, F6: killed before and after a capture, a first and a second transfer, a refund"
          + " and its reversal: each happens once")
  void killed_between_two_steps() {
    var control =
        Map.of(
            "DIDDO_SANDBOX_CONTROL",
            "on",
            "DIDDO_SANDBOX_CONTROL_TOKEN",
            RunningService.CONTROL_TOKEN);
    try (var child = ChildService.start(dir, control)) {
      service = child;
      platform = child.platform();
      mugs = paidOut(platform, Goods.of("Mug", 1299).stocked(1000));
      pens = paidOut(platform, Goods.of("Pen", 301).stocked(1000));
      var faults = new ArrayList<String>();
      var victims = new ArrayList<Victim>();
      for (var when : List.of("before", "after")) {
        victims.add(whilePaying(faults, "capture", when, 1));
        victims.add(whilePaying(faults, "transfer", when, 1));
        victims.add(whilePaying(faults, "transfer", when, 2));
        victims.add(whileRefunding(faults, "refund", when));
        victims.add(whileRefunding(faults, "reverse", when));
      }
      faults.forEach(this::awaitThere);
      child.crash();
      child.restart();
      victims.forEach(this::isWholeInTheEnd);
      child.auditor().checkBooks(platform.organization());
    }
  }

  private void isWholeInTheEnd(Victim victim) {
    long end = System.nanoTime() + SETTLED.toNanos();
    victim.buyer.awaitStatus(status -> status.path("status").asText().equals("SUBMITTED"), SETTLED);
    while (!isSettled(victim.buyer) && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    assertThat(transferred(victim.buyer)).as(victim.point).isEqualTo(net(victim.buyer));
    assertThat(refunds(victim.buyer)).as(victim.point).allMatch("succeeded"::equals);
    assertThat(platform.ordersOf(victim.buyer.person().email())).as(victim.point).hasSize(1);
  }

  private boolean isSettled(Buyer buyer) {
    return transferred(buyer) == net(buyer)
        && refunds(buyer).stream().allMatch("succeeded"::equals);
  }

  private List<String> refunds(Buyer buyer) {
    return Json.items(platform.orderOf(buyer).path("merchant_orders")).stream()
        .flatMap(part -> Json.items(part.path("refunds")).stream())
        .map(refund -> refund.path("status").asText())
        .toList();
  }
}
