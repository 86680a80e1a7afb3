package dev.diddo.persistence;

import dev.diddo.application.webhook.Deliveries.Claimed;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Message.OfMerchantOrder;
import dev.diddo.domain.webhook.Recipient;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Deliveries as rows, each with the event that it tells of. */
final class DeliveryRow {
  /** Of {@code delivery d}, as {@link #JOINED} completes it. */
  static final String COLUMNS =
      """
      d.organization_id, d.environment, d.id, d.recipient_kind, d.recipient_id, d.message_id,
             d.type, d.cart_id, d.sequence, d.status, d.tries, d.tries_before, d.due_at, d.fence,
             d.created_at, d.order_id, d.merchant_order_id, c.template_cart_id, c.session_id,
             coalesce(o.external_customer_id, s.external_customer_id) as external_customer_id,
             %s"""
          .formatted(EventRow.COLUMNS);

  /**
   * What an event is about never changes, so that it is read again as it was told before. Whom a
   * session was for is blanked after a while; of an event of an order, the order knows.
   */
  static final String JOINED =
      """
      left join event e
          on e.organization_id = d.organization_id and e.environment = d.environment
         and e.cart_id = d.cart_id and e.sequence = d.sequence
        left join live_cart c
          on c.organization_id = d.organization_id and c.environment = d.environment
         and c.id = d.cart_id
        left join checkout_session s
          on s.organization_id = c.organization_id and s.environment = c.environment
         and s.id = c.session_id
        left join customer_order o
          on o.organization_id = e.organization_id and o.environment = e.environment
         and o.id = e.order_id""";

  private DeliveryRow() {}

  static Tuple write(Tenant tenant, Delivery delivery) {
    var message = delivery.message();
    return recipient(tenant, delivery.recipient())
        .addValue(delivery.id().value())
        .addValue(message.id().value())
        .addValue(message.type())
        .addValue(message.place().map(it -> it.cart().value()).orElse(null))
        .addValue(message.place().map(Message.Place::sequence).orElse(null))
        .addValue(delivery.status().text())
        .addValue(delivery.dueAt().map(Times::of).orElse(null))
        .addValue(Times.of(delivery.createdAt()))
        .addValue(message instanceof OfMerchantOrder it ? it.order().value() : null)
        .addValue(message instanceof OfMerchantOrder it ? it.merchantOrder().value() : null);
  }

  /** Parameters that begin with whose it is. */
  static Tuple recipient(Tenant tenant, Recipient recipient) {
    var kind =
        switch (recipient) {
          case Recipient.OfWebhook _ -> "webhook";
          case Recipient.OfStore _ -> "store";
        };
    return TenantColumns.tuple(tenant, kind, recipient.id().value());
  }

  static Tuple change(Claimed claimed, Delivery after, Optional<Attempt> attempt) {
    return TenantColumns.tuple(
        claimed.tenant(),
        after.id().value(),
        claimed.fence(),
        after.status().text(),
        after.tries(),
        after.dueAt().map(Times::of),
        attempt.map(it -> Times.of(it.at())),
        attempt.flatMap(DeliveryRow::httpStatus),
        attempt.map(it -> it.took().toMillis()),
        attempt.flatMap(Attempt::error),
        claimed.delivery().dueAt().map(Times::of));
  }

  private static Optional<Integer> httpStatus(Attempt attempt) {
    var status = attempt.httpStatus();
    return status.isPresent() ? Optional.of(status.getAsInt()) : Optional.empty();
  }

  static Claimed claimed(Row row) {
    return new Claimed(TenantColumns.read(row), read(row), row.getInteger("fence"));
  }

  /** With its attempts, as an array of JSON. */
  static Logged logged(Row row) {
    return new Logged(read(row), Stored.list(Rows.array(row, "attempts"), DeliveryRow::attempt));
  }

  static Delivery read(Row row) {
    return new Delivery(
        new DeliveryId(row.getUUID("id")),
        recipient(row),
        message(row),
        Rows.named(Delivery.Status.values(), Delivery.Status::text, row.getString("status")),
        row.getInteger("tries"),
        row.getInteger("tries_before"),
        Rows.instant(row, "due_at"),
        Times.read(row, "created_at"));
  }

  private static Recipient recipient(Row row) {
    return switch (row.getString("recipient_kind")) {
      case "webhook" -> new Recipient.OfWebhook(new WebhookId(row.getUUID("recipient_id")));
      case "store" -> new Recipient.OfStore(new StoreId(row.getUUID("recipient_id")));
      case String other -> throw new IllegalStateException("A recipient's kind: " + other);
    };
  }

  /** What cannot be read is told to be so: it must not keep others from being read. */
  private static Message message(Row row) {
    var id = new EventId(row.getUUID("message_id"));
    try {
      if (row.getUUID("order_id") != null) {
        return ofMerchantOrder(row, id);
      }
      return row.getUUID("cart_id") == null ? plain(row, id) : ofEvent(row);
    } catch (RuntimeException unreadable) {
      return new Message.Unreadable(id, row.getString("type"), Times.read(row, "created_at"));
    }
  }

  private static Message plain(Row row, EventId id) {
    return switch (row.getString("type")) {
      case Message.Test.TYPE -> new Message.Test(id, Times.read(row, "created_at"));
      case String other -> throw new IllegalStateException("A message's type: " + other);
    };
  }

  private static Message ofMerchantOrder(Row row, EventId id) {
    return new OfMerchantOrder(
        id,
        Rows.named(
            OfMerchantOrder.Kind.values(), OfMerchantOrder.Kind::text, row.getString("type")),
        new CartId(row.getUUID("cart_id")),
        new OrderId(row.getUUID("order_id")),
        new MerchantOrderId(row.getUUID("merchant_order_id")),
        Times.read(row, "created_at"));
  }

  private static Message ofEvent(Row row) {
    return new Message.OfEvent(
        EventRow.read(row),
        row.getInteger("event_sequence"),
        new CartId(Objects.requireNonNull(row.getUUID("template_cart_id"))),
        new SessionId(row.getUUID("session_id")),
        Rows.text(row, "external_customer_id"));
  }

  private static Attempt attempt(JsonObject json) {
    var status = json.getInteger("http_status");
    return new Attempt(
        OffsetDateTime.parse(Stored.text(json, "at")).toInstant(),
        status == null ? OptionalInt.empty() : OptionalInt.of(status),
        Duration.ofMillis(json.getLong("duration_ms")),
        Stored.optionalText(json, "error"));
  }
}
