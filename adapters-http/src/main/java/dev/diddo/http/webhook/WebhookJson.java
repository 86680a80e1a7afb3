package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.domain.webhook.WebhookSecret;
import dev.diddo.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** How webhooks and their deliveries are shown. */
final class WebhookJson {
  private WebhookJson() {}

  static ObjectNode of(Webhook webhook) {
    var json = Json.object().put("id", webhook.id().text()).put("url", webhook.url().toString());
    var events = json.putArray("events");
    webhook.events().stream().map(CheckoutEvent.Type::text).forEach(events::add);
    json.put("description", webhook.description().orElse(null))
        .put("format", webhook.format().text())
        .put("active", webhook.isActive());
    webhook
        .disabled()
        .ifPresentOrElse(
            it ->
                json.putObject("disabled")
                    .put("reason", it.reason().text())
                    .put("detail", it.reason().detail())
                    .put("at", it.at().toString()),
            () -> json.putNull("disabled"));
    return json.put("created_at", webhook.createdAt().toString());
  }

  /** For those who may not know its path: that of a channel of Slack is a credential. */
  static ObjectNode withoutPath(Webhook webhook) {
    var url = webhook.url();
    return of(webhook).put("url", url.getScheme() + "://" + url.getHost());
  }

  /** Once, to whoever added it. */
  static ObjectNode of(Webhook webhook, WebhookSecret secret) {
    return of(webhook).put("secret", secret.text());
  }

  static ObjectNode of(WebhookSecret secret) {
    return Json.object().put("secret", secret.text());
  }

  /**
   * @param body as it is sent, and was; empty if that cannot be told any more
   */
  static ObjectNode of(Logged logged, Optional<byte[]> body) {
    var json = of(logged);
    json.putObject("request")
        .put("body", body.map(it -> new String(it, StandardCharsets.UTF_8)).orElse(null));
    return json;
  }

  /** Among those of an order, with whom it was for. */
  static ObjectNode ofOrder(Logged logged) {
    var recipient = logged.delivery().recipient();
    var json = of(logged);
    json.putObject("recipient")
        .put(
            "kind",
            switch (recipient) {
              case Recipient.OfWebhook _ -> "webhook";
              case Recipient.OfStore _ -> "store";
            })
        .put("id", recipient.id().text());
    return json;
  }

  private static ObjectNode of(Logged logged) {
    var delivery = logged.delivery();
    var json =
        Json.object()
            .put("id", delivery.id().text())
            .put("event_id", delivery.message().id().text())
            .put("type", delivery.message().type())
            .put("status", delivery.status().text())
            .put("created_at", delivery.createdAt().toString());
    var attempts = json.putArray("attempts");
    logged.attempts().forEach(attempt -> attempts.add(of(attempt)));
    return json.put("next_attempt_at", delivery.dueAt().map(Instant::toString).orElse(null));
  }

  private static ObjectNode of(Attempt attempt) {
    var json = Json.object().put("at", attempt.at().toString());
    if (attempt.httpStatus().isPresent()) {
      json.put("http_status", attempt.httpStatus().getAsInt());
    } else {
      json.putNull("http_status");
    }
    return json.put("duration_ms", attempt.took().toMillis())
        .put("error", attempt.error().orElse(null));
  }
}
