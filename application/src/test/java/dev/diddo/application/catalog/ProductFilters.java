package dev.diddo.application.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Filters of products. */
public final class ProductFilters {
  private ProductFilters() {}

  public static ProductFilter all() {
    return new ProductFilter(
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        ProductFilter.Sort.NEWEST);
  }
}
