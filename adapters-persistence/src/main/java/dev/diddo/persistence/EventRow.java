package dev.diddo.persistence;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.order.CheckoutEvent;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.Optional;

/** Events as rows. */
final class EventRow {
  /** Of {@code event e}; the names keep clear of other tables' columns. */
  static final String COLUMNS =
      """
      e.id as event_id, e.cart_id as event_cart_id, e.sequence as event_sequence,
             e.type as event_type, e.created_at as event_at, e.snapshot, e.change""";

  private EventRow() {}

  static CheckoutEvent read(Row row) {
    return new CheckoutEvent(
        new EventId(Objects.requireNonNull(row.getUUID("event_id"))),
        new CartId(row.getUUID("event_cart_id")),
        type(row.getString("event_type")),
        Times.read(row, "event_at"),
        Optional.ofNullable(row.getJsonObject("snapshot")).map(EventJson::readSnapshot),
        Optional.ofNullable(row.getJsonObject("change")).map(EventJson::readChange));
  }

  static CheckoutEvent.Type type(String text) {
    return Rows.named(CheckoutEvent.Type.values(), CheckoutEvent.Type::text, text);
  }
}
