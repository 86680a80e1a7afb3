package dev.diddo.application.webhook;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredWebhook;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.Page;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Webhooks in memory. */
public final class MemoryWebhooks implements Webhooks {
  private static final Comparator<Webhook> NEWEST_FIRST =
      Comparator.comparing(Webhook::createdAt)
          .thenComparing(webhook -> webhook.id().value())
          .reversed();

  private final MemoryDatabase database;

  public MemoryWebhooks(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(Tenant tenant, Webhook webhook, SigningSecrets secrets) {
    return database.alone(
        () -> {
          var hasRoom = ofTenant(tenant).size() < Webhook.MOST;
          if (hasRoom) {
            database.webhooks.put(
                new TenantKey<>(tenant, webhook.id()), new StoredWebhook(webhook, secrets));
          }
          return hasRoom;
        });
  }

  @Override
  public Optional<Webhook> find(Tenant tenant, WebhookId id) {
    return stored(tenant, id).map(StoredWebhook::webhook);
  }

  /** Whoever is in a unit of work is alone anyway. */
  @Override
  public Optional<Webhook> findToChange(Tenant tenant, WebhookId id) {
    return find(tenant, id);
  }

  @Override
  public Listed<Webhook> list(Tenant tenant, Filter filter, Page page) {
    return database.alone(
        () -> {
          var all =
              ofTenant(tenant).stream()
                  .filter(it -> filter.active().orElse(it.isActive()) == it.isActive())
                  .filter(it -> filter.event().map(it.events()::contains).orElse(true))
                  .sorted(NEWEST_FIRST)
                  .toList();
          return new Listed<>(
              all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
        });
  }

  private List<Webhook> ofTenant(Tenant tenant) {
    return database.webhooks.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue().webhook())
        .toList();
  }

  @Override
  public void save(Tenant tenant, Webhook webhook) {
    put(tenant, webhook.id(), before -> new StoredWebhook(webhook, before.secrets()));
  }

  @Override
  public boolean remove(Tenant tenant, WebhookId id) {
    return database.alone(
        () -> {
          var isThere = find(tenant, id).isPresent();
          database.webhooks.remove(new TenantKey<>(tenant, id));
          return isThere;
        });
  }

  @Override
  public Optional<SigningSecrets> secrets(Tenant tenant, WebhookId id) {
    return stored(tenant, id).map(StoredWebhook::secrets);
  }

  @Override
  public void save(Tenant tenant, WebhookId id, SigningSecrets secrets) {
    put(tenant, id, before -> new StoredWebhook(before.webhook(), secrets));
  }

  private Optional<StoredWebhook> stored(Tenant tenant, WebhookId id) {
    return database.alone(() -> database.webhooks.get(new TenantKey<>(tenant, id)));
  }

  private void put(Tenant tenant, WebhookId id, UnaryOperator<StoredWebhook> how) {
    database.alone(
        () -> {
          stored(tenant, id)
              .ifPresent(
                  before -> database.webhooks.put(new TenantKey<>(tenant, id), how.apply(before)));
          return id;
        });
  }
}
