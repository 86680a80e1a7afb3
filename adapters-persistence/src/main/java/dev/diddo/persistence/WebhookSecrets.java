package dev.diddo.persistence;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.WebhookSecret;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What webhooks sign by, encrypted. */
final class WebhookSecrets {
  private final DataKeys dataKeys;

  WebhookSecrets(DataKeys dataKeys) {
    this.dataKeys = dataKeys;
  }

  /** Adds the three columns to these parameters. */
  Tuple write(Tuple parameters, Tenant tenant, WebhookId id, SigningSecrets secrets) {
    var before = secrets.before();
    return parameters
        .addValue(hidden(secrets.current(), tenant, id))
        .addValue(before.map(it -> hidden(it.secret(), tenant, id)).orElse(null))
        .addValue(before.map(it -> Times.of(it.until())).orElse(null));
  }

  SigningSecrets read(Row row, Tenant tenant, WebhookId id) {
    return new SigningSecrets(
        shown(row.getBuffer("secret"), tenant, id),
        Optional.ofNullable(row.getBuffer("secret_before"))
            .map(
                before ->
                    new SigningSecrets.Before(
                        shown(before, tenant, id), Times.read(row, "before_until"))));
  }

  private Buffer hidden(WebhookSecret secret, Tenant tenant, WebhookId id) {
    var text = secret.text().getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(dataKeys.encrypt(text, place(tenant, id)));
  }

  private WebhookSecret shown(Buffer hidden, Tenant tenant, WebhookId id) {
    var text = dataKeys.decrypt(hidden.getBytes(), place(tenant, id));
    return new WebhookSecret(new String(text, StandardCharsets.UTF_8));
  }

  private static byte[] place(Tenant tenant, WebhookId id) {
    return "webhook/%s/%s/%s"
        .formatted(tenant.organization().value(), tenant.environment().text(), id.value())
        .getBytes(StandardCharsets.UTF_8);
  }
}
