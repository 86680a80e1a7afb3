package dev.diddo.application.catalog;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Tenant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the catalogue is kept. Withdrawn products and variants are found by nobody here. */
public interface Products {
  Optional<Product> find(Tenant tenant, ProductId id);

  Listed<Product> search(Tenant tenant, ProductFilter filter, Page page);

  /**
   * Adds or changes these products of one store in one commit. A product is known again by its
   * handle, a variant by its sku, else by its option values. Variants that a draft does not name
   * are withdrawn.
   *
   * @param drafts at most 200, with different handles
   * @return what became of each, in the same order
   */
  List<Change> put(Tenant tenant, Store store, List<ProductDraft> drafts);

  /** What an import did to a product. */
  enum Change {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** Carts show it still, nobody buys it. False if there is no such product. */
  boolean withdraw(Tenant tenant, ProductId id);

  /** The same for one variant. */
  boolean withdraw(Tenant tenant, VariantId id);

  /** Changes what is given of a variant, and answers it; empty if there is no such variant. */
  Optional<Variant> change(Tenant tenant, VariantId id, VariantChange change);

  /** The currency that a variant is priced in. */
  Optional<Currency> currencyOf(Tenant tenant, VariantId id);

  /**
   * What is to be changed of a variant.
   *
   * @param price in its store's currency
   * @param tracked whether the stock is counted
   * @param onHand units in stock, those held included; may be fewer than are held
   */
  record VariantChange(Optional<Money> price, Optional<Boolean> tracked, OptionalLong onHand) {}
}
