package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a provider's messages may do wrong, and what others may pretend. */
@ExtendWith(SharedService.class)
class NotificationFaultsTest {
  private static final String SECRET = RunningService.SANDBOX_SECRET;
  private static final String UNKNOWN = "01JD0000000000000000000000";

  private final RunningService service;
  private final Platform platform;

  NotificationFaultsTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  private dev.diddo.bootstrap.actors.Buyer readyBuyer() {
    return platform.guest(platform.template(platform.shop(Goods.of("Mug", 1299)).all())).ready();
  }

  private void checkBooks() {
    new Auditor(service.database(), service.sandboxDir()).checkBooks(platform.organization());
  }

  @Test
  @DisplayName("F36: a hundred duplicates at once are all taken and have one effect")
  void a_hundred_duplicates() {
    var buyer = readyBuyer();
    buyer.openPayment().present(Card.APPROVED).is(303);
    var notice = SandboxNotice.about(buyer.status().path("payment").path("id").asText());
    var answers = Together.run(100, _ -> notice.send(platform.api(), SECRET));
    assertThat(answers).allMatch(answer -> answer.status() == 204);
    buyer.awaitSubmitted();
    assertThat(platform.ordersOf(buyer.person().email())).hasSize(1);
    checkBooks();
  }

  @Test
  @DisplayName("F37: what is told before it has happened is not believed, only looked up")
  void told_too_early() {
    var buyer = readyBuyer();
    var page = buyer.openPayment();
    var payment = buyer.status().path("payment").path("id").asText();
    SandboxNotice.about(payment).send(platform.api(), SECRET).is(204);
    assertThat(buyer.paymentStatus()).isEqualTo("open");
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    checkBooks();
  }

  @Test
  @DisplayName("F39: a message about what is not ours is taken, and does nothing")
  void about_nothing_of_ours() {
    SandboxNotice.about(UNKNOWN).send(platform.api(), SECRET).is(204);
    SandboxNotice.about("not an id").send(platform.api(), SECRET).is(204);
  }

  @Test
  @DisplayName("F44: a valid message that somebody captured and sends again has no effect")
  void captured_and_sent_again() {
    var buyer = readyBuyer().buy();
    var notice = SandboxNotice.about(buyer.status().path("payment").path("id").asText());
    var signature = notice.signature(SECRET, Instant.now());
    notice.sendSigned(platform.api(), signature).is(204);
    var told = events(buyer);
    for (int i = 0; i < 20; i++) {
      notice.sendSigned(platform.api(), signature).is(204);
    }
    buyer.awaitSubmitted();
    assertThat(events(buyer)).isEqualTo(told);
    assertThat(platform.ordersOf(buyer.person().email())).hasSize(1);
    checkBooks();
  }

  private JsonNode events(dev.diddo.bootstrap.actors.Buyer buyer) {
    var order = platform.orderOf(buyer).path("id").asText();
    return platform.get("/orders/" + order + "/events").ok().path("events");
  }

  @Test
  @DisplayName("F40, F41: what is not provably the provider's is 400, however it is wrong")
  void unproven() {
    var notice = SandboxNotice.about(UNKNOWN);
    var now = Instant.now();
    var good = notice.signature(SECRET, now);
    var mac = good.substring(good.indexOf("v1="));
    for (var bad :
        List.of(
            "t",
            "t=",
            "t=abc," + mac,
            "t=99999999999999999999," + mac,
            mac,
            good.replace("v1=", "v0="),
            good.replace("v1=", "v1"),
            good + "x",
            "t=1," + good,
            good.substring(0, good.indexOf(',')) + ",v1=",
            good.substring(0, good.indexOf(',')) + ",v1=00".repeat(200),
            notice.signature("another secret of somebody", now),
            notice.signature(SECRET, now.minus(Duration.ofSeconds(330))),
            notice.signature(SECRET, now.plus(Duration.ofDays(3650))))) {
      notice.sendSigned(platform.api(), bad).refused(400, "NOTIFICATION_UNVERIFIED");
    }
    platform
        .api()
        .send(Ask.of("POST", SandboxNotice.PATH).text("application/json", notice.body()))
        .refused(400, "NOTIFICATION_UNVERIFIED");
  }

  @Test
  @DisplayName("F43: signed nonsense is refused and blocks nobody")
  void signed_nonsense() {
    for (var body : List.of("", "{}", "[]", "{", "null", "[".repeat(100_000))) {
      new SandboxNotice(body).send(platform.api(), SECRET).refused(400, "NOTIFICATION_UNVERIFIED");
    }
    readyBuyer().buy();
    checkBooks();
  }
}
