package dev.diddo.persistence;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Webhook;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Webhooks as rows, but for their secrets. */
final class WebhookRow {
  /** Of {@code webhook w}. */
  static final String COLUMNS =
      """
      w.id, w.url, w.events, w.description, w.format, w.is_active, w.disabled_reason,
             w.disabled_at, w.created_at""";

  private WebhookRow() {}

  static Tuple write(Tenant tenant, Webhook webhook) {
    return TenantColumns.tuple(
        tenant,
        webhook.id().value(),
        webhook.url().toString(),
        webhook.events().stream().map(CheckoutEvent.Type::text).toArray(String[]::new),
        webhook.description(),
        webhook.format().text(),
        webhook.isActive(),
        webhook.disabled().map(it -> it.reason().text()),
        webhook.disabled().map(it -> Times.of(it.at())));
  }

  static Webhook read(Row row) {
    return new Webhook(
        new WebhookId(row.getUUID("id")),
        URI.create(row.getString("url")),
        events(row),
        Rows.text(row, "description"),
        Rows.named(Webhook.Format.values(), Webhook.Format::text, row.getString("format")),
        state(row),
        Times.read(row, "created_at"));
  }

  private static List<CheckoutEvent.Type> events(Row row) {
    return Arrays.stream(row.getArrayOfStrings("events")).map(EventRow::type).toList();
  }

  private static Webhook.State state(Row row) {
    if (row.getBoolean("is_active")) {
      return new Webhook.State.Active();
    }
    return Rows.text(row, "disabled_reason")
        .<Webhook.State>map(
            reason ->
                new Webhook.State.Disabled(
                    Rows.named(Webhook.Reason.values(), Webhook.Reason::text, reason),
                    Times.read(row, "disabled_at")))
        .orElseGet(Webhook.State.Paused::new);
  }
}
