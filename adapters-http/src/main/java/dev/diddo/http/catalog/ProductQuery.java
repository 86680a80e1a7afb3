package dev.diddo.http.catalog;

import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.ProductFilter.Sort;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Call;
import dev.diddo.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads which products are wanted, from a query or from a body. */
final class ProductQuery {
  static final String[] PARAMETERS = {
    "q",
    "store",
    "brand",
    "category",
    "player",
    "team",
    "tag",
    "available",
    "sort",
    "limit",
    "offset"
  };
  private static final Map<String, Sort> SORTS =
      Map.of(
          "relevance", Sort.RELEVANCE,
          "newest", Sort.NEWEST,
          "title", Sort.TITLE,
          "price", Sort.PRICE_ASCENDING,
          "-price", Sort.PRICE_DESCENDING);
  private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "false", false);
  private static final int MAX_TEXT = 200;
  private static final int MAX_VALUES = 50;

  /** A store that nobody has: a filter for an unknown one finds nothing. */
  private static final StoreId NO_STORE = new StoreId(new UUID(0, 0));

  private final Stores stores;
  private final Tenant tenant;

  ProductQuery(Stores stores, Tenant tenant) {
    this.stores = stores;
    this.tenant = tenant;
  }

  ProductFilter of(Call call) {
    return new ProductFilter(
        text(call, "q"),
        text(call, "store").stream().map(this::store).toList(),
        text(call, "brand").stream().toList(),
        text(call, "category").stream().toList(),
        text(call, "player").stream().toList(),
        text(call, "team").stream().toList(),
        text(call, "tag").map(List::of).stream().toList(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        call.query("available", BOOLEANS),
        call.query("sort", SORTS).orElse(Sort.RELEVANCE));
  }

  private static Optional<String> text(Call call, String name) {
    var text = call.query(name).filter(value -> !value.isBlank());
    if (text.filter(value -> value.length() > MAX_TEXT).isPresent()) {
      throw Call.invalid("/query/" + name, "OUT_OF_RANGE", name + " has 1 to 200 characters.");
    }
    return text;
  }

  ProductFilter of(Fields body) {
    var price = body.optionalObject("price");
    return new ProductFilter(
        body.optionalText("q", 0, MAX_TEXT).filter(text -> !text.isBlank()),
        body.oneOrMore("store", MAX_VALUES, MAX_TEXT).stream().map(this::store).toList(),
        body.oneOrMore("brand", MAX_VALUES, MAX_TEXT),
        body.oneOrMore("category", MAX_VALUES, MAX_TEXT),
        body.oneOrMore("player", MAX_VALUES, MAX_TEXT),
        body.oneOrMore("team", MAX_VALUES, MAX_TEXT),
        tags(body),
        price.map(range -> range.optionalAmount("min")).orElse(OptionalLong.empty()),
        price.map(range -> range.optionalAmount("max")).orElse(OptionalLong.empty()),
        body.optionalBoolean("available"),
        body.optionalChoice("sort", SORTS).orElse(Sort.RELEVANCE));
  }

  /** One of the whole tags, and of each named tag one of its values. */
  private static List<List<String>> tags(Fields body) {
    var tags = new ArrayList<List<String>>();
    var whole = body.oneOrMore("tag", MAX_VALUES, MAX_TEXT);
    if (!whole.isEmpty()) {
      tags.add(whole);
    }
    body.optionalObject("tags")
        .ifPresent(
            named ->
                named.names().stream()
                    .limit(MAX_VALUES)
                    .map(name -> named(name, named.oneOrMore(name, MAX_VALUES, MAX_TEXT)))
                    .forEach(tags::add));
    return tags;
  }

  private static List<String> named(String name, List<String> values) {
    return values.stream().map(value -> name + ":" + value).toList();
  }

  private StoreId store(String handle) {
    return stores.find(tenant, handle).map(store -> store.id()).orElse(NO_STORE);
  }
}
