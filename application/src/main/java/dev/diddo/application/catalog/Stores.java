package dev.diddo.application.catalog;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;

/** Where stores are kept. A closed store is found by nobody here; carts still show its lines. */
public interface Stores {
  Optional<Store> find(Tenant tenant, StoreId id);

  /** By domain, or by id in either text. */
  Optional<Store> find(Tenant tenant, String handle);

  /**
   * The same, to be changed: until the transaction under way ends, nobody else finds it so.
   *
   * @see dev.diddo.application.idempotency.Transactions
   */
  Optional<Store> findToChange(Tenant tenant, String handle);

  /** What a store takes back; also one that was closed since, for its orders stay. */
  Optional<ReturnsPolicy> returns(Tenant tenant, StoreId id);

  /** Oldest first. */
  Listed<Store> list(Tenant tenant, Page page);

  /** False if another store of the tenant has that domain. */
  boolean add(Tenant tenant, Store store);

  /** Replaces all of it but its id; false if another store of the tenant has that domain. */
  boolean save(Tenant tenant, Store store);

  /**
   * From now on nothing of it is sold; its domain is free again. False if there is no such store.
   */
  boolean close(Tenant tenant, StoreId id);
}
