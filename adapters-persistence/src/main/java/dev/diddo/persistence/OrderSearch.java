package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A search for orders as two statements, of which neither reads more rows where there are more
 * orders: one counts what is found, up to a bound, the other reads the newest of it.
 *
 * <p>What is wanted decides which index is walked: that of a status or a store on {@code
 * merchant_order m}, those that may know a text, or that of the newest, on {@code customer_order
 * o}.
 */
final class OrderSearch {
  /** Sorts behind whatever follows a beginning: the last code point there is. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** Whether there are more is known by one more than is counted. */
  private static final int ENOUGH = Listed.COUNTED + 1;

  private static final String ORDERS =
      """
      select o.created_at, o.id
        from customer_order o
       where o.organization_id = $1 and o.environment = $2""";

  private final Tuple parameters;
  private final List<String> narrowing = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private final boolean byParts;
  private String parts = "";

  /**
   * A way in which a text may be known.
   *
   * @param indexed the condition as an index serves it
   * @param plain the same as none does, for whoever walks another
   */
  private record Text(String indexed, String plain) {}

  OrderSearch(Tenant tenant, OrderFilter filter) {
    parameters = TenantColumns.tuple(tenant);
    filter.text().ifPresent(this::addText);
    byParts =
        (filter.status().isPresent() || filter.store().isPresent())
            && filter.text().isEmpty()
            && filter.externalCustomerId().isEmpty();
    filter
        .externalCustomerId()
        .ifPresent(id -> narrowing.add("o.external_customer_id = " + parameter(id)));
    var alias = byParts ? "m" : "o";
    filter.from().ifPresent(at -> narrowing.add(alias + ".created_at >= " + time(at)));
    filter.to().ifPresent(at -> narrowing.add(alias + ".created_at < " + time(at)));
    addParts(filter);
  }

  private String time(Instant at) {
    return parameter(Times.of(at)) + "::timestamptz";
  }

  /**
   * A text that can be but one thing is looked for as that alone. Beginnings are written as ranges,
   * which an index serves whatever the parameter is.
   */
  private void addText(String text) {
    var folded = SearchText.fold(text);
    var id = Ulid.parse(text.strip());
    if (id.isPresent()) {
      var condition = "o.id = " + parameter(id.get());
      texts.add(new Text(condition, condition));
    } else if (folded.contains("@")) {
      texts.add(text("o.email", "= " + asked(folded)));
    } else {
      addName(folded);
      texts.add(text("o.number", "= " + asked(OrderNumber.heard(text).text())));
    }
  }

  /** Either name may come first. */
  private void addName(String folded) {
    var from = asked(folded);
    var to = asked(folded + LAST);
    for (var column : List.of("o.name", "o.name_reversed")) {
      texts.add(
          new Text(
              "%1$s >= %2$s and %1$s < %3$s".formatted(column, from, to),
              "(%1$s || '' >= %2$s and %1$s || '' < %3$s)".formatted(column, from, to)));
    }
  }

  private static Text text(String column, String condition) {
    return new Text(column + " " + condition, column + " || '' " + condition);
  }

  /** One part that is all of this: a store sees nothing of the others' parts. */
  private void addParts(OrderFilter filter) {
    var wanted = new ArrayList<String>();
    filter.store().ifPresent(store -> wanted.add("m.store_id = " + parameter(store.value())));
    filter.status().ifPresent(status -> wanted.add("m.status = " + parameter(status.name())));
    if (byParts) {
      narrowing.addAll(wanted);
      // An order has one part of a store, and may have several of a status.
      parts =
          """
          select %s m.created_at, m.order_id as id
            from merchant_order m
           where m.organization_id = $1 and m.environment = $2"""
              .formatted(filter.store().isPresent() ? "" : "distinct");
    } else if (!wanted.isEmpty()) {
      narrowing.add(
          """
          exists (
           select from merchant_order m
            where m.organization_id = $1 and m.environment = $2 and m.order_id = o.id
              and %s)"""
              .formatted(String.join(" and ", wanted)));
    }
  }

  /**
   * How many there are, or one more than is counted; in the order of the index, so that it is
   * walked and nothing is gathered first.
   */
  String count() {
    return """
    select count(*)
      from (
    %s
     order by created_at desc, id desc
     limit %d) enough"""
        .formatted(found(), ENOUGH);
  }

  /**
   * The page and one more, where there is one. It is chosen first, so that merchant orders are read
   * of that alone. How far it reaches is part of the statement: the database would take what it
   * does not know for a tenth of all, and plan for that.
   *
   * @param many whether more are found than are counted: then they are many among the newest too,
   *     and to walk those finds a page sooner than to sort them all
   */
  String page(Page page, boolean many) {
    return """
    with page as materialized (
    %s
     order by created_at desc, id desc
     limit %d offset %d
    )
    select %s
      from page
      join customer_order o
        on o.organization_id = $1 and o.environment = $2 and o.id = page.id
      join merchant_order m
        on m.organization_id = $1 and m.environment = $2 and m.order_id = page.id
     order by o.created_at desc, o.id desc, m.position"""
        .formatted(many ? walked() : found(), page.limit() + 1, page.offset(), OrderRow.COLUMNS);
  }

  /** Of a text that may be several things no more than are counted of each. */
  private String found() {
    if (byParts) {
      return narrowed(parts);
    }
    var each = texts.stream().map(text -> narrowed(ORDERS + "\n   and " + text.indexed())).toList();
    return switch (each.size()) {
      case 0 -> narrowed(ORDERS);
      case 1 -> each.getFirst();
      default ->
          each.stream()
              .map(one -> "(" + one + "\n limit " + ENOUGH + ")")
              .collect(Collectors.joining("\nunion\n"));
    };
  }

  private String walked() {
    return texts.isEmpty()
        ? found()
        : narrowed(
            ORDERS
                + texts.stream()
                    .map(Text::plain)
                    .collect(Collectors.joining(" or ", "\n   and (", ")")));
  }

  private String narrowed(String rows) {
    return rows + narrowing.stream().map(each -> "\n   and " + each).collect(Collectors.joining());
  }

  /** Of both statements. */
  Tuple parameters() {
    return parameters;
  }

  /**
   * A text that the database does not see while it plans. It would plan for each text anew, for
   * what it thinks it saves where there are many orders; and planning takes longer than the search.
   */
  private String asked(String text) {
    return "(select " + parameter(text) + "::text)";
  }

  private String parameter(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }
}
