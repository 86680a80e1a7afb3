package dev.diddo.application.merchant;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.WebhookSecret;
import java.net.URI;
import java.util.Optional;

/** How stores that decide on their orders are reached. */
public interface Brands {
  /** Empty if the store decides on none; a closed one is still told what becomes of its orders. */
  Optional<Brand> find(Tenant tenant, StoreId store);

  /**
   * Where a store takes its orders.
   *
   * @param secret signs each request to it
   */
  record Brand(URI endpoint, WebhookSecret secret) {}

  /** From now on requests to the store are signed by this; what signed them before is forgotten. */
  void sign(Tenant tenant, StoreId store, WebhookSecret secret);
}
