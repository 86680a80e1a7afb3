package dev.diddo.persistence;

import dev.diddo.application.Page;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one search. Conditions are put together from fixed pieces, just those that the
 * filter has, so that the planner sees what it can use an index for; all that a caller gave is a
 * parameter.
 */
final class ProductSearch {
  private static final String FROM =
      """
        from product p
        join store s
          on s.organization_id = p.organization_id and s.environment = p.environment
         and s.id = p.store_id
       where p.organization_id = $1 and p.environment = $2
         and p.withdrawn_at is null and s.closed_at is null""";

  private static final String VARIANT =
      """
      (
             select
               from variant v
              where v.organization_id = p.organization_id and v.environment = p.environment
                and v.product_id = p.id and v.withdrawn_at is null
                and %s)""";

  private static final String BUYABLE =
      "v.price_minor is not null and (not v.tracked or v.on_hand > v.held)";

  private final StringBuilder conditions = new StringBuilder(FROM);
  private final Tuple parameters;
  private final String order;

  /**
   * The search for what a filter wants.
   *
   * @param query a {@code tsquery}, or null if the filter has no text
   */
  ProductSearch(Tenant tenant, ProductFilter filter, @Nullable String query) {
    this.parameters = TenantColumns.tuple(tenant);
    this.order = order(filter.sort(), query == null ? "" : about(query));
    among("p.store_id", filter.stores());
    among("p.brand_key", filter.brands(), "");
    among("p.category_key", filter.categories(), "");
    tagged(filter.players(), "player:");
    tagged(filter.teams(), "team:");
    filter.tags().forEach(tags -> tagged(tags, ""));
    priced(filter);
    filter.available().ifPresent(this::available);
  }

  /** Adds the condition and answers the parameter that holds the query. */
  private String about(String query) {
    var parameter = "cast(" + next(query) + "::text as tsquery)";
    where("p.words @@ " + parameter);
    return parameter;
  }

  private void among(String column, List<StoreId> stores) {
    if (!stores.isEmpty()) {
      var ids = stores.stream().map(StoreId::value).toArray(UUID[]::new);
      where(column + " = any(" + next(ids) + ")");
    }
  }

  private void among(String column, List<String> values, String prefix) {
    if (!values.isEmpty()) {
      where(column + " = any(" + next(keys(values, prefix)) + ")");
    }
  }

  private void tagged(List<String> tags, String prefix) {
    if (!tags.isEmpty()) {
      where("p.tag_keys && " + next(keys(tags, prefix)));
    }
  }

  private static String[] keys(List<String> values, String prefix) {
    return values.stream().map(value -> key(prefix + value)).toArray(String[]::new);
  }

  /** How a value is written where case does not matter. */
  static String key(String value) {
    return value.toLowerCase(Locale.ROOT);
  }

  private void priced(ProductFilter filter) {
    if (filter.minPrice().isEmpty() && filter.maxPrice().isEmpty()) {
      return;
    }
    var least = next(filter.minPrice().orElse(0));
    var most = next(filter.maxPrice().orElse(Long.MAX_VALUE));
    where("exists " + VARIANT.formatted("v.price_minor between " + least + " and " + most));
  }

  private void available(boolean wanted) {
    where((wanted ? "exists " : "not exists ") + VARIANT.formatted(BUYABLE));
  }

  private void where(String condition) {
    conditions.append("\n   and ").append(condition);
  }

  private String next(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }

  private static String order(ProductFilter.Sort sort, String query) {
    return switch (sort) {
      case RELEVANCE ->
          query.isEmpty() ? "p.id desc" : "ts_rank(p.words, " + query + ") desc, p.id desc";
      case NEWEST -> "p.id desc";
      case TITLE -> "lower(p.title) collate \"C\", p.id";
      case PRICE_ASCENDING -> "p.lowest_price nulls last, p.id";
      case PRICE_DESCENDING -> "p.lowest_price desc nulls last, p.id";
    };
  }

  String count() {
    return "select count(*) as total\n" + conditions;
  }

  Tuple countParameters() {
    return parameters;
  }

  /** Orders narrow rows first, and reads the wide ones of the page alone. */
  String page() {
    int size = parameters.size();
    return """
    select %s
      from product p
      join store s
        on s.organization_id = p.organization_id and s.environment = p.environment
       and s.id = p.store_id
     where p.organization_id = $1 and p.environment = $2
       and p.id = any(array(
           select p.id
           %s
            order by %s
            limit $%d
           offset $%d))
     order by %s"""
        .formatted(ProductRow.COLUMNS, conditions, order, size + 1, size + 2, order);
  }

  Tuple pageParameters(Page page) {
    var all = Tuple.tuple();
    for (int i = 0; i < parameters.size(); i++) {
      all.addValue(parameters.getValue(i));
    }
    return all.addValue((long) page.limit()).addValue((long) page.offset());
  }
}
