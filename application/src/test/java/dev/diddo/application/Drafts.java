package dev.diddo.application;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Products as an import brings them. */
public final class Drafts {
  private Drafts() {}

  /** A product of one variant; its handle and its sku are made of its title. */
  public static ProductDraft of(String title, Optional<Money> price, Inventory inventory) {
    return new ProductDraft(
        handle(title),
        title,
        "<p>" + title + "</p>",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(
            new ProductDraft.VariantDraft(
                "Default",
                Optional.of("SKU-" + handle(title)),
                price,
                List.of(new OptionValue("Size", "M")),
                inventory)),
        List.of());
  }

  static String handle(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
