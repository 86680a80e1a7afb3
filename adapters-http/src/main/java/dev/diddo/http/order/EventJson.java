package dev.diddo.http.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.OrderSnapshot;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.util.Optional;

/**
 * What an event tells, wherever it is told: the same event is the same bytes. It says nothing of
 * who the buyer is but for the ids that the platform itself gave.
 */
public final class EventJson {
  private EventJson() {}

  /** Whose checkout an event is about: what never changes of its cart. */
  public record About(CartId template, SessionId session, Optional<String> externalCustomerId) {}

  /**
   * An event as a list shows it and as a webhook sends it.
   *
   * @param sequence its place among those of its cart, from 1
   */
  public static ObjectNode of(CheckoutEvent event, int sequence, About about) {
    var json =
        Json.object()
            .put("id", event.id().text())
            .put("type", event.type().text())
            .put("created_at", event.at().toString())
            .put("sequence", sequence);
    json.set("data", data(event, about));
    return json;
  }

  /** What has happened, and to which order as it was then. */
  public static ObjectNode data(CheckoutEvent event, About about) {
    var json =
        Json.object()
            .put("cart_id", event.cart().text())
            .put("template_cart_id", about.template().text())
            .put("session_id", about.session().text())
            .put("external_customer_id", about.externalCustomerId().orElse(null));
    event.order().ifPresent(order -> json.set("order", of(order)));
    event.change().ifPresent(change -> put(json, change));
    return json;
  }

  private static ObjectNode of(OrderSnapshot order) {
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("number", order.number().text())
            .put("status", order.status().name());
    json.putObject("cost").set("total", MoneyJson.of(order.total()));
    var parts = json.putArray("merchant_orders");
    for (var part : order.parts()) {
      parts
          .addObject()
          .put("id", part.id().text())
          .put("store", part.handle())
          .put("store_id", part.store().text())
          .put("status", part.status().name());
    }
    return json;
  }

  private static void put(ObjectNode json, OrderChange change) {
    change.merchantOrder().ifPresent(id -> json.put("merchant_order_id", id.text()));
    json.put("change", change.kind().text());
    change.subject().ifPresent(id -> json.put(subject(change.kind()), Ulid.text(id)));
    change.amount().ifPresent(amount -> json.set("amount", MoneyJson.of(amount)));
  }

  private static String subject(OrderChange.Kind kind) {
    return switch (kind) {
      case FULFILLED -> "fulfillment_id";
      case RETURNED -> "return_id";
      case REFUND_REQUESTED, REFUNDED, REFUND_FAILED -> "refund_id";
      case ACTION_REQUIRED, ACTION_RESOLVED -> "required_action_id";
      case ACCEPTED, REJECTED, CANCELLED, DISPUTED ->
          throw new IllegalArgumentException(kind + " is about nothing besides its order");
    };
  }
}
