package dev.diddo.http.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Environment;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.util.Optional;

/** How a line of the audit log is shown. */
final class AuditJson {
  private AuditJson() {}

  /**
   * @param order that it is about, where it is about one and that is still there
   */
  static ObjectNode of(AuditEntry entry, Optional<Order> order) {
    var subject = entry.subject();
    var json =
        Json.object()
            .put("id", entry.id().text())
            .put("at", entry.at().toString())
            .put("operator_id", entry.operator().text())
            .put("email", entry.email())
            .put("action", entry.action().text())
            .put("environment", subject.environment().map(Environment::text).orElse(null))
            .put("order_id", subject.order().map(Id::text).orElse(null))
            .put("order_number", order.map(it -> it.number().text()).orElse(null))
            .put("merchant_order_id", subject.merchantOrder().map(Id::text).orElse(null))
            .put("store_name", order.flatMap(it -> storeName(it, subject)).orElse(null));
    json.set("amount", MoneyJson.of(subject.amount()));
    return json.put("subject", subject.other().orElse(null)).put("address", entry.address());
  }

  private static Optional<String> storeName(Order order, AuditEntry.Subject subject) {
    return subject.merchantOrder().flatMap(order::merchantOrder).map(it -> it.part().name());
  }
}
