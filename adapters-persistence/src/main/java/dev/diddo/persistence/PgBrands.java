package dev.diddo.persistence;

import dev.diddo.application.merchant.Brands;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.WebhookSecret;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How brands are reached, in the rows of their stores. */
public final class PgBrands implements Brands {
  private static final String FIND =
      """
      select order_endpoint, order_endpoint_secret
        from store
       where organization_id = $1 and environment = $2 and id = $3
         and order_endpoint is not null and order_endpoint_secret is not null""";

  private static final String SIGN =
      """
      update store
         set order_endpoint_secret = $4
       where organization_id = $1 and environment = $2 and id = $3""";

  private final Postgres postgres;
  private final DataKeys dataKeys;

  public PgBrands(Postgres postgres, DataKeys dataKeys) {
    this.postgres = postgres;
    this.dataKeys = dataKeys;
  }

  @Override
  public Optional<Brand> find(Tenant tenant, StoreId store) {
    var parameters = TenantColumns.tuple(tenant, store.value());
    return Rows.first(
        postgres.run(c -> c.preparedQuery(FIND).execute(parameters)),
        row -> brand(row, tenant, store));
  }

  private Brand brand(Row row, Tenant tenant, StoreId store) {
    var hidden = row.getBuffer("order_endpoint_secret").getBytes();
    var secret = new String(dataKeys.decrypt(hidden, place(tenant, store)), StandardCharsets.UTF_8);
    return new Brand(URI.create(row.getString("order_endpoint")), new WebhookSecret(secret));
  }

  @Override
  public void sign(Tenant tenant, StoreId store, WebhookSecret secret) {
    var text = secret.text().getBytes(StandardCharsets.UTF_8);
    var hidden = Buffer.buffer(dataKeys.encrypt(text, place(tenant, store)));
    var parameters = TenantColumns.tuple(tenant, store.value(), hidden);
    var _ = postgres.run(c -> c.preparedQuery(SIGN).execute(parameters));
  }

  private static byte[] place(Tenant tenant, StoreId store) {
    return "order_endpoint/%s/%s/%s"
        .formatted(tenant.organization().value(), tenant.environment().text(), store.value())
        .getBytes(StandardCharsets.UTF_8);
  }
}
