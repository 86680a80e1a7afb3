package dev.diddo.persistence;

import dev.diddo.application.order.OrderFilter;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A filter as conditions on {@code customer_order o}, with their parameters. */
final class OrderSearch {
  /** Sorts behind whatever follows a beginning: the last code point there is. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final List<String> conditions = new ArrayList<>();
  private final Tuple parameters;

  OrderSearch(Tenant tenant, OrderFilter filter) {
    parameters = TenantColumns.tuple(tenant);
    conditions.add("o.organization_id = $1 and o.environment = $2");
    filter.text().ifPresent(this::addText);
    filter.externalCustomerId().ifPresent(id -> add("o.external_customer_id = %s", id));
    addMerchantOrder(filter);
    filter.from().ifPresent(from -> add("o.created_at >= %s", Times.of(from)));
    filter.to().ifPresent(to -> add("o.created_at < %s", Times.of(to)));
  }

  String where() {
    return String.join("\n   and ", conditions);
  }

  /** Always a new one: they are added to. */
  Tuple parameters() {
    var copy = Tuple.tuple();
    for (int i = 0; i < parameters.size(); i++) {
      copy.addValue(parameters.getValue(i));
    }
    return copy;
  }

  /** Beginnings are written as ranges, which an index serves whatever the parameter is. */
  private void addText(String text) {
    var folded = SearchText.fold(text);
    var from = parameter(folded);
    var to = parameter(folded + LAST);
    var either = new ArrayList<String>();
    either.add("o.email = " + from);
    for (var column : List.of("o.name", "o.name_reversed")) {
      either.add("(%s >= %s and %s < %s)".formatted(column, from, column, to));
    }
    either.add("o.number = " + parameter(text.strip().toUpperCase(Locale.ROOT)));
    Ulid.parse(text.strip()).ifPresent(id -> either.add("o.id = " + parameter(id)));
    conditions.add("(" + String.join(" or ", either) + ")");
  }

  /** One part that is all of this: a store sees nothing of the others' parts. */
  private void addMerchantOrder(OrderFilter filter) {
    var wanted = new ArrayList<String>();
    filter.status().ifPresent(status -> wanted.add("m.status = " + parameter(status.name())));
    filter.store().ifPresent(store -> wanted.add("m.store_id = " + parameter(store.value())));
    if (!wanted.isEmpty()) {
      conditions.add(
          """
          exists (
           select from merchant_order m
            where m.organization_id = $1 and m.environment = $2 and m.order_id = o.id
              and %s)"""
              .formatted(String.join(" and ", wanted)));
    }
  }

  private void add(String condition, Object value) {
    conditions.add(condition.formatted(parameter(value)));
  }

  private String parameter(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }
}
