package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What must be found in no log and no metric, however much is logged. */
@ExtendWith(SharedService.class)
class CanaryTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.diddo");

  private final RunningService service;
  private final Platform platform;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  CanaryTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  @BeforeEach
  void listen() {
    log.start();
    ROOT.addAppender(log);
    ROOT.getAppender("console").addFilter(new OnlyWarnings());
    OURS.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop_listening() {
    OURS.setLevel(null);
    ROOT.getAppender("console").clearAllFilters();
    ROOT.detachAppender(log);
  }

  /** Else the test's own curiosity would fill the console. */
  private static final class OnlyWarnings extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
    @Override
    public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
      return event.getLevel().isGreaterOrEqual(Level.WARN)
          ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
          : ch.qos.logback.core.spi.FilterReply.DENY;
    }
  }

  @Test
  @DisplayName("F63, I10: no key, token, address or card is in a log or a metric")
  void no_canary_is_told() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var buyer = platform.guest(template).correct("address2", "Canary-Street 7");
    buyer.pay().refused(400, "BUYER_IDENTITY_MISSING");
    buyer.post("/checkout/shipping", Json.of("buyer_info", Json.of("email", "canary no email")));
    buyer.ready();
    var page = buyer.openPayment();
    page.present("5105105105105100").is(422);
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    platform.ordersOf(buyer.person().email());
    var wrongKey = "dk_sandbox_canary0123456789";
    platform.api().send(Ask.get("/stores").by(wrongKey)).refused(401, "UNAUTHORIZED");
    platform.api().send(Ask.get("/checkout/session").by("canary.jwt.canary")).is(401);
    platform.get("/orders?q=canary-query@example.com").is(200);

    var told = new ArrayList<>(List.of(service.management().send(Ask.get("/metrics")).text()));
    List.copyOf(log.list).forEach(event -> told.add(text(event)));
    assertThat(told).as("the test hears what is logged").hasSizeGreaterThan(10);
    var all = String.join("\n", told);
    assertThat(all)
        .doesNotContain(
            platform.key(),
            wrongKey,
            buyer.token(),
            buyer.token().substring(buyer.token().lastIndexOf('.') + 1),
            buyer.person().email(),
            "canary",
            "Canary-Street",
            "Main Street",
            "5105105105105100",
            Card.APPROVED.number(),
            RunningService.SANDBOX_SECRET,
            page.url().substring(page.url().lastIndexOf('/') + 1));
  }

  private static String text(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
    return event.getFormattedMessage()
        + pairs.stream().map(Object::toString).collect(Collectors.joining(" ", " ", " "))
        + event.getMDCPropertyMap()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
