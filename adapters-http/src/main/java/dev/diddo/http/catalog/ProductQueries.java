package dev.diddo.http.catalog;

import dev.diddo.application.Page;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.ProductFilter.Sort;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Call;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import dev.diddo.http.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads which products are wanted: from a query, or from a JSON filter that can say more. */
final class ProductQueries {
  private static final int MAX_TEXT = 200;
  private static final int MAX_STORE = 253;
  private static final int MAX_VALUE = 255;
  private static final int MAX_VALUES = 100;
  private static final int MAX_TAG_NAMES = 50;

  private static final Map<String, Sort> SORTS =
      Map.of(
          "relevance", Sort.RELEVANCE,
          "newest", Sort.NEWEST,
          "title", Sort.TITLE,
          "price", Sort.PRICE_ASCENDING,
          "-price", Sort.PRICE_DESCENDING);

  private final Stores stores;

  ProductQueries(Stores stores) {
    this.stores = stores;
  }

  /** What a body asks for. */
  record Wanted(ProductFilter filter, Page page) {}

  ProductFilter query(Call call) {
    return new ProductFilter(
        call.queryText("q", MAX_TEXT),
        stores(call.someone().tenant(), call.queryText("store", MAX_STORE).stream().toList()),
        values(call, "brand"),
        values(call, "category"),
        values(call, "player"),
        values(call, "team"),
        call.queryText("tag", MAX_VALUE).map(List::of).stream().toList(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        call.query("available", Map.of("true", true, "false", false)),
        call.query("sort", SORTS).orElse(Sort.RELEVANCE));
  }

  private static List<String> values(Call call, String name) {
    return call.queryText(name, MAX_VALUE).stream().toList();
  }

  Wanted body(Tenant tenant, Fields body) {
    var price = body.optionalObject("price");
    var min = price.map(p -> p.optionalAmount("min")).orElse(OptionalLong.empty());
    var max = price.map(p -> p.optionalAmount("max")).orElse(OptionalLong.empty());
    if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
      body.fault("price", Fault.OUT_OF_RANGE, "must have a max that is not below its min");
    }
    var text = body.optionalText("q", 0, MAX_TEXT).map(String::strip).filter(q -> !q.isEmpty());
    var named = body.oneOrMore("store", MAX_VALUES, MAX_STORE);
    var brands = values(body, "brand");
    var categories = values(body, "category");
    var players = values(body, "player");
    var teams = values(body, "team");
    var tags = tags(body);
    var available = body.optionalBoolean("available");
    var sort = body.optionalChoice("sort", SORTS).orElse(Sort.RELEVANCE);
    var page = Paging.of(body);
    body.end();
    var filter =
        new ProductFilter(
            text,
            stores(tenant, named),
            brands,
            categories,
            players,
            teams,
            tags,
            min,
            max,
            available,
            sort);
    return new Wanted(filter, page);
  }

  private static List<String> values(Fields body, String name) {
    return body.oneOrMore(name, MAX_VALUES, MAX_VALUE);
  }

  /** Tags as they are, one of which is wanted, and tags by name, of which every name counts. */
  private static List<List<String>> tags(Fields body) {
    var tags = new ArrayList<List<String>>();
    tags.add(values(body, "tag"));
    body.optionalObject("tags").ifPresent(named -> tags.addAll(named(named)));
    return tags.stream().filter(group -> !group.isEmpty()).toList();
  }

  private static List<List<String>> named(Fields tags) {
    return tags.names(MAX_TAG_NAMES, MAX_VALUE).stream()
        .map(name -> values(tags, name).stream().map(value -> name + ":" + value).toList())
        .toList();
  }

  /** A store that is not there has no products, which is something else than no condition. */
  private List<StoreId> stores(Tenant tenant, List<String> named) {
    return named.stream()
        .map(name -> stores.find(tenant, name).map(store -> store.id()))
        .map(found -> found.orElse(new StoreId(Call.NOTHINGS_ID)))
        .distinct()
        .toList();
  }
}
