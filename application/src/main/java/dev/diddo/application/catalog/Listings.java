package dev.diddo.application.catalog;

import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.organization.Tenant;
import java.util.Collection;

/** What is on sale, for carts to show and to price. Withdrawn variants are found here too. */
public interface Listings {
  /** As the catalogue has it at this moment; a variant that the tenant never had is left out. */
  Shelf now(Tenant tenant, Collection<VariantId> variants);

  /**
   * As the catalogue had it at most a second ago, from memory where it can be: for what is shown
   * and decided once more before money moves.
   */
  Shelf recent(Tenant tenant, Collection<VariantId> variants);
}
