package dev.diddo.http.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.customer.ExportCustomer;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.order.OrderJson;
import dev.diddo.http.payment.PaymentJson;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** How all that is kept of a person is told, and how much of it went. */
public final class CustomerJson {
  private CustomerJson() {}

  static ObjectNode of(Erased erased) {
    var json = Json.object();
    json.putObject("erased")
        .put("orders", erased.orders())
        .put("sessions", erased.sessions())
        .put("carts", erased.carts())
        .put("payments", erased.payments());
    return json.put("again", erased.again());
  }

  public static ObjectNode of(ExportCustomer.Part part) {
    var records = part.records();
    var json = knownAs(records);
    var orders = json.putArray("orders");
    records.orders().forEach(order -> orders.add(OrderJson.of(order)));
    var carts = json.putArray("carts");
    records.carts().forEach(cart -> carts.add(of(cart)));
    var payments = json.putArray("payments");
    records.payments().forEach(payment -> payments.add(of(payment)));
    var sessions = json.putArray("sessions");
    records.sessions().forEach(session -> sessions.add(of(session)));
    var saved = json.putArray("gateway_customers");
    records.saved().forEach(customer -> saved.add(of(customer)));
    return json.put("next", part.next().map(next -> next.text()).orElse(null));
  }

  /** Under what else they may be asked for. */
  private static ObjectNode knownAs(CustomerRecords records) {
    var emails = new TreeSet<String>();
    var externalIds = new TreeSet<String>();
    for (var session : records.sessions()) {
      session.customer().email().ifPresent(emails::add);
      session.externalCustomerId().ifPresent(externalIds::add);
    }
    records.carts().forEach(it -> it.contents().buyer().email().ifPresent(emails::add));
    records.payments().forEach(it -> it.attempt().email().ifPresent(emails::add));
    for (var order : records.orders()) {
      order.buyer().email().ifPresent(emails::add);
      order.externalCustomerId().ifPresent(externalIds::add);
    }
    var json = Json.object();
    add(json, "emails", emails);
    add(json, "external_customer_ids", externalIds);
    return json;
  }

  private static void add(ObjectNode json, String name, Collection<String> texts) {
    var array = json.putArray(name);
    texts.forEach(array::add);
  }

  private static ObjectNode of(CheckoutSession session) {
    var json =
        Json.object()
            .put("id", session.id().text())
            .put("kind", session.kind().name().toLowerCase(Locale.ROOT))
            .put("created_at", session.createdAt().toString())
            .put("expires_at", session.expiresAt().toString())
            .put("external_customer_id", session.externalCustomerId().orElse(null))
            .put("success_url", session.successUrl().orElse(null))
            .put("cancel_url", session.cancelUrl().orElse(null));
    json.set("customer", BuyerJson.of(session.customer()));
    return json;
  }

  private static ObjectNode of(LiveCart cart) {
    var contents = cart.contents();
    var json =
        Json.object()
            .put("id", contents.id().text())
            .put("session_id", contents.session().text())
            .put("template_cart_id", contents.template().text())
            .put("status", CartJson.status(cart))
            .put("created_at", contents.createdAt().toString());
    json.set("buyer_identity", BuyerJson.of(contents.buyer()));
    var lines = json.putArray("lines");
    contents.parts().stream()
        .flatMap(part -> part.lines().stream())
        .forEach(line -> lines.add(CartJson.line(line)));
    return json;
  }

  private static ObjectNode of(Payment payment) {
    var attempt = payment.attempt();
    var json =
        PaymentJson.of(payment)
            .put("cart_id", attempt.cart().text())
            .put("created_at", attempt.createdAt().toString());
    json.set("amount", MoneyJson.of(attempt.amount()));
    return json.put("email", attempt.email().orElse(null))
        .put("customer", attempt.customer().orElse(null))
        .put("success_url", attempt.successUrl().toString())
        .put("cancel_url", attempt.cancelUrl().toString());
  }

  private static ObjectNode of(SavedCustomer customer) {
    return Json.object().put("gateway", customer.gateway()).put("id", customer.gatewayId());
  }
}
