package dev.diddo.application.merchant;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.WebhookSecret;
import java.util.Optional;

/** Brands in memory. */
public final class MemoryBrands implements Brands {
  private final MemoryDatabase database;

  public MemoryBrands(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Brand> find(Tenant tenant, StoreId store) {
    var key = new TenantKey<>(tenant, store);
    return database.alone(
        () ->
            database
                .stores
                .get(key)
                .flatMap(Store::orderEndpoint)
                .flatMap(
                    url -> database.brandSecrets.get(key).map(secret -> new Brand(url, secret))));
  }

  @Override
  public void sign(Tenant tenant, StoreId store, WebhookSecret secret) {
    database.alone(
        () -> {
          database.brandSecrets.put(new TenantKey<>(tenant, store), secret);
          return secret;
        });
  }
}
