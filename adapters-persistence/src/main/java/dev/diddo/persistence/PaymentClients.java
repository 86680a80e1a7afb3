package dev.diddo.persistence;

import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What embedded pages need to let their buyers pay. Whoever has it can pay, so it is kept
 * encrypted, each to be read in its own payment's row alone.
 */
final class PaymentClients {
  private final DataKeys dataKeys;

  PaymentClients(DataKeys dataKeys) {
    this.dataKeys = dataKeys;
  }

  /** Empty for a payment that is not open within the checkout page. */
  Optional<Buffer> write(Tenant tenant, Payment payment) {
    return payment instanceof Payment.Open(_, _, Handover.Embedded(var client), _)
        ? Optional.of(Buffer.buffer(hidden(tenant, payment.id(), client)))
        : Optional.empty();
  }

  private byte[] hidden(Tenant tenant, PaymentId id, Map<String, String> client) {
    return dataKeys.encrypt(
        new JsonObject(Map.copyOf(client)).toBuffer().getBytes(), place(tenant, id));
  }

  /** Empty for a payment that is not open within the checkout page. */
  Optional<Handover> read(Row row, PaymentId id) {
    return Optional.ofNullable(row.getBuffer("payment_client"))
        .map(hidden -> dataKeys.decrypt(hidden.getBytes(), place(TenantColumns.read(row), id)))
        .map(shown -> new Handover.Embedded(texts(new JsonObject(Buffer.buffer(shown)))));
  }

  private static Map<String, String> texts(JsonObject json) {
    return json.stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
  }

  private static byte[] place(Tenant tenant, PaymentId id) {
    return "payment/%s/%s/%s"
        .formatted(tenant.organization().value(), tenant.environment().text(), id.value())
        .getBytes(StandardCharsets.UTF_8);
  }
}
