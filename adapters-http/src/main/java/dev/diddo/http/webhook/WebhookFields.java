package dev.diddo.http.webhook;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.http.Fields;
import dev.diddo.http.egress.EgressField;
import dev.diddo.http.egress.EgressRules;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a body says of a webhook, with all that is wrong with it found.
 *
 * @param description empty if nothing is said of it, an empty inner one if it is taken away
 */
record WebhookFields(
    Optional<URI> url,
    Optional<List<CheckoutEvent.Type>> events,
    Optional<Optional<String>> description,
    Optional<Webhook.Format> format,
    Optional<Boolean> active) {
  private static final int MAX_URL = 2_048;
  private static final int MAX_EVENTS = 50;
  private static final int MAX_EVENT = 100;
  private static final int MAX_DESCRIPTION = 500;

  static final Map<String, CheckoutEvent.Type> EVENTS =
      Arrays.stream(CheckoutEvent.Type.values())
          .collect(Collectors.toUnmodifiableMap(CheckoutEvent.Type::text, type -> type));

  private static final Map<String, Webhook.Format> FORMATS =
      Arrays.stream(Webhook.Format.values())
          .collect(Collectors.toUnmodifiableMap(Webhook.Format::text, format -> format));

  static WebhookFields ofNew(Fields body, EgressRules rules) {
    body.require("url", "events");
    return read(body, rules);
  }

  static WebhookFields read(Fields body, EgressRules rules) {
    var url = body.optionalText("url", MAX_URL);
    var events = events(body);
    var description = body.nullableText("description", MAX_DESCRIPTION);
    var format = body.optionalChoice("format", FORMATS);
    var active = body.optionalBoolean("active");
    body.end();
    // Last, for it may ask others.
    return new WebhookFields(
        url.map(text -> EgressField.checked("/url", text, rules)),
        events,
        description,
        format,
        active);
  }

  private static Optional<List<CheckoutEvent.Type>> events(Fields body) {
    if (!body.has("events")) {
      return Optional.empty();
    }
    var names = body.texts("events", 1, MAX_EVENTS, MAX_EVENT);
    if (!EVENTS.keySet().containsAll(names)) {
      body.invalid(
          "events",
          "must be among " + String.join(", ", EVENTS.keySet().stream().sorted().toList()));
      return Optional.empty();
    }
    return Optional.of(names.stream().map(EVENTS::get).toList());
  }

  Webhook webhook(WebhookId id, Instant now) {
    var webhook =
        new Webhook(
            id,
            url.orElseThrow(),
            events.orElseThrow(),
            description.flatMap(text -> text),
            format.orElse(Webhook.Format.STANDARD),
            new Webhook.State.Active(),
            now);
    return webhook.activated(active.orElse(true));
  }

  /** The webhook with what is said of it; all else stays as it was. */
  Webhook changed(Webhook before) {
    var webhook =
        new Webhook(
            before.id(),
            url.orElse(before.url()),
            events.orElse(before.events()),
            description.orElse(before.description()),
            format.orElse(before.format()),
            before.state(),
            before.createdAt());
    return active.map(webhook::activated).orElse(webhook);
  }
}
