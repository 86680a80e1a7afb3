package dev.diddo.http.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.organization.Environment;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;

/** How a line of the audit log is shown. */
final class AuditJson {
  private AuditJson() {}

  static ObjectNode of(AuditEntry entry) {
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
            .put("merchant_order_id", subject.merchantOrder().map(Id::text).orElse(null));
    json.set("amount", MoneyJson.of(subject.amount()));
    return json.put("subject", subject.other().orElse(null)).put("address", entry.address());
  }
}
