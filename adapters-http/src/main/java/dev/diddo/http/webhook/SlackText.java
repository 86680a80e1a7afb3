package dev.diddo.http.webhook;

import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.OrderSnapshot;
import dev.diddo.domain.webhook.Message;
import dev.diddo.http.MoneyJson;
import java.net.URI;

/** What happened as a sentence for people, in the markup of Slack. It names no buyer. */
final class SlackText {
  private final URI publicUrl;

  SlackText(URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  String of(Message message) {
    return switch (message) {
      case Message.OfEvent(var event, _, _, _, _) -> of(event);
      case Message.Test _ -> "This is a test of your webhook. It works.";
      case Message.OfMerchantOrder _, Message.Unreadable _ ->
          throw MessageBodies.unreadable(message);
    };
  }

  private String of(CheckoutEvent event) {
    return switch (event.type()) {
      case CHECKOUT_INITIALIZED -> "Somebody opened a cart.";
      case CHECKOUT_IN_PROGRESS -> "A buyer is paying.";
      case CHECKOUT_SUCCEEDED ->
          event.order().map(o -> "Paid: " + sum(o)).orElse("A cart was paid.");
      case CHECKOUT_FAILED -> "A payment did not go through.";
      case CHECKOUT_CANCELLED -> "A checkout was cancelled.";
      case ORDER_SUBMITTED ->
          event.order().map(o -> "New: " + sum(o)).orElse("A new order was submitted.");
      case ORDER_UPDATED, RETURN_INITIATED, REFUND_ISSUED ->
          event.order().map(o -> changed(event, o)).orElse("An order has changed.");
    };
  }

  /** Such as: order ABC123 of $45.98 at a.example and b.example. */
  private String sum(OrderSnapshot order) {
    var stores = order.parts().stream().map(part -> escaped(part.handle())).toList();
    return link(order)
        + " of "
        + escaped(MoneyJson.display(order.total()))
        + " at "
        + String.join(" and ", stores)
        + ".";
  }

  private String changed(CheckoutEvent event, OrderSnapshot order) {
    var what = event.change().map(change -> what(change, order)).orElse("It has changed.");
    return "Order " + link(order) + ": " + what;
  }

  private static String what(OrderChange change, OrderSnapshot order) {
    var store =
        change
            .merchantOrder()
            .flatMap(id -> order.parts().stream().filter(part -> part.id().equals(id)).findFirst())
            .map(part -> escaped(part.handle()))
            .orElse("the payment");
    var amount = change.amount().map(it -> escaped(MoneyJson.display(it))).orElse("An amount");
    return switch (change.kind()) {
      case ACCEPTED -> store + " accepted its part.";
      case REJECTED -> store + " rejected its part.";
      case CANCELLED -> store + "'s part was cancelled.";
      case FULFILLED -> store + " shipped.";
      case RETURNED -> "goods go back to " + store + ".";
      case REFUND_REQUESTED -> amount + " of " + store + " is being refunded.";
      case REFUNDED -> amount + " of " + store + " was refunded.";
      case REFUND_FAILED -> "the refund of " + amount + " of " + store + " failed.";
      case ACTION_REQUIRED -> store + " needs somebody to act.";
      case ACTION_RESOLVED -> "what " + store + " needed was done.";
      case DISPUTED -> "what the provider says of a dispute has changed.";
    };
  }

  private String link(OrderSnapshot order) {
    return "<"
        + publicUrl
        + "/dashboard/orders/"
        + order.id().text()
        + "|"
        + escaped(order.number().text())
        + ">";
  }

  /** The three characters that mean something else to Slack. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
