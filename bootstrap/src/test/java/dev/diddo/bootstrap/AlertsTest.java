package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.diddo.application.payment.PaymentVitals.InDoubt;
import dev.diddo.application.payment.PaymentVitals.Pending;
import dev.diddo.application.payment.PaymentVitals.Vitals;
import dev.diddo.application.payment.PaymentVitals.Wrong;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.gateway.host.CallListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds {@code docs/operations/alerts.yaml} to the meters that there are. */
@ExtendWith(SharedService.class)
class AlertsTest {
  private static final Pattern METER =
      Pattern.compile("\\b((?:diddo|http_server)_\\w+)(?:\\{(\\w+))?");

  private final RunningService service;

  AlertsTest(RunningService service) {
    this.service = service;
  }

  private static List<JsonNode> rules() throws IOException {
    var top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("docs/operations/alerts.yaml"))) {
      top = top.getParent();
    }
    var rules = new ArrayList<JsonNode>();
    new YAMLMapper()
        .readTree(top.resolve("docs/operations/alerts.yaml").toFile())
        .path("groups")
        .forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  /** What a service shows to which everything has happened that is measured. */
  private String shown() {
    var meters = new Meters();
    meters.happened(CheckoutEvent.Type.CHECKOUT_INITIALIZED);
    meters.unreadable("delivery");
    meters.called("sandbox", "charge", CallListener.Result.ANSWERED, Duration.ZERO);
    meters.turned("sandbox", CallListener.Circuit.CLOSED);
    meters.show(
        new Vitals(
            List.of(new InDoubt("sandbox", 1, Duration.ofMinutes(1))),
            Duration.ZERO,
            List.of(new Pending("refund", 1, Duration.ofMinutes(1))),
            0,
            0,
            new Wrong(0, 0, 0, 0)));
    var id = service.wiring().ids.next();
    var at = service.wiring().clock.instant();
    new DeliveryMeters(meters.registry(), service.wiring().clock)
        .delivered(
            new Delivery(
                new DeliveryId(id),
                new Recipient.OfWebhook(new WebhookId(id)),
                new Message.Test(new EventId(id), at),
                Delivery.Status.DELIVERED,
                1,
                0,
                Optional.empty(),
                at),
            Duration.ZERO);
    return meters.registry().scrape() + service.management().send(Ask.get("/metrics")).text();
  }

  @Test
  void every_meter_that_an_alert_asks_for_is_there_with_its_label() throws IOException {
    service.api().send(Ask.get("/openapi.yaml"));
    var shown = shown();
    for (var rule : rules()) {
      var name = rule.path("alert").asText();
      var asked = METER.matcher(rule.path("expr").asText()).results().toList();
      if (!name.equals("DiddoDown")) {
        assertThat(asked).as(name).isNotEmpty();
      }
      for (var meter : asked) {
        var label = meter.group(2) == null ? "" : "\\{[^}]*\\b" + meter.group(2) + "=";
        assertThat(shown).as(name).containsPattern("(?m)^" + meter.group(1) + label);
      }
    }
  }

  @Test
  void every_alert_says_why_and_what_to_do_first() throws IOException {
    assertThat(rules()).hasSizeGreaterThan(10);
    for (var rule : rules()) {
      assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
      assertThat(rule.at("/annotations/why").asText()).isNotBlank();
      assertThat(rule.at("/annotations/first_step").asText()).isNotBlank();
    }
  }
}
