package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.MerchantOrder.Status;
import dev.diddo.domain.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever orders are searched by, fifty thousand of them cost no more than a thousand. */
class OrderPlansTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int FEW = 1_000;
  private static final int MANY = 50_000;
  private static final SteppingClock CLOCK = new SteppingClock();
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern BUFFER = Pattern.compile("(?:hit|read)=(\\d+)");
  private static final Page FIRST = new Page(20, 0);

  private static Ports ports;
  private static Shop shop;
  private static Order first;
  private static StoreId kits;
  private static Map<String, Long> amongFew;
  private static Map<String, Long> amongMany;

  @BeforeAll
  static void sell_a_little_and_then_a_lot() {
    ports = PgPorts.on(database, CLOCK, new CountingIds());
    shop = Shop.in(ports, CLOCK, new CountingIds());
    var store = shop.store("kits.example");
    kits = store.id();
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    first =
        shop.paidBy(
            "customer-0", shop.template(shop.variant(store, "Shirt", 2_500), boots), Buyers.ADA);
    database.sql("alter table customer_order disable trigger all");
    multiply(1, FEW);
    amongFew = pagesRead();
    multiply(FEW + 1, MANY);
    amongMany = pagesRead();
  }

  /** Copies the one order, past the rules of the rows that it refers to. */
  private static void multiply(int from, int to) {
    database.sql(
        """
        insert into customer_order
          (organization_id, environment, id, number, cart_id, template_cart_id, payment_id, buyer,
           currency, subtotal_minor, shipping_minor, tax_minor, total_minor, created_at,
           email, name, name_reversed, external_customer_id)
        select organization_id, environment, gen_random_uuid(), 'N' || n, gen_random_uuid(),
               template_cart_id, gen_random_uuid(), buyer, currency, subtotal_minor,
               shipping_minor, tax_minor, total_minor, created_at + n * interval '1 second',
               'buyer' || n || '@example.com', 'first' || n || ' last' || n,
               'last' || n || ' first' || n, 'customer-' || n
          from customer_order, generate_series(%d, %d) n
         where number = '%s'"""
            .formatted(from, to, first.number().text()));
    database.sql(
        """
        insert into merchant_order
          (organization_id, environment, id, order_id, position, store_id, status, part,
           gross_minor, commission_minor, created_at)
        select o.organization_id, o.environment, gen_random_uuid(), o.id, m.position, m.store_id,
               case when right(o.number, 1) = '7' then 'REJECTED' else 'FULFILLED' end,
               m.part, m.gross_minor, m.commission_minor, o.created_at
          from merchant_order m, customer_order o
         where m.order_id = '%s'
           and o.created_at between timestamptz '%s' + %d * interval '1 second'
                                and timestamptz '%s' + %d * interval '1 second'"""
            .formatted(first.id().value(), first.createdAt(), from, first.createdAt(), to));
    database.sql("vacuum analyze customer_order");
    database.sql("vacuum analyze merchant_order");
  }

  /** Everything that can be asked for; of each there is at least a page among a thousand. */
  private static Map<String, OrderFilter> searches() {
    var searches = new LinkedHashMap<String, OrderFilter>();
    var start = first.createdAt();
    var end = start.plus(Duration.ofMinutes(10));
    searches.put("all", filter(Optional.empty()));
    searches.put("an email", filter(Optional.of("buyer777@example.com")));
    searches.put("a name", filter(Optional.of("first777 last777")));
    searches.put("a name from its end", filter(Optional.of("last777 first777")));
    searches.put("the beginning of everybody's name", filter(Optional.of("first")));
    searches.put("a number", filter(Optional.of("n777")));
    searches.put("an id", filter(Optional.of(first.id().text())));
    searches.put("nothing that there is", filter(Optional.of("nobody@example.com")));
    searches.put("a status of all", of(Optional.of(Status.FULFILLED), Optional.empty()));
    searches.put("a status of few", of(Optional.of(Status.REJECTED), Optional.empty()));
    searches.put("a status of none", of(Optional.of(Status.RETURNED), Optional.empty()));
    searches.put("a store", of(Optional.empty(), Optional.of(kits)));
    searches.put("a status of a store", of(Optional.of(Status.REJECTED), Optional.of(kits)));
    searches.put("the first minutes", within(Optional.of(start), Optional.of(end)));
    searches.put("from then on", within(Optional.of(end), Optional.empty()));
    searches.put("until then", within(Optional.empty(), Optional.of(end)));
    searches.put("a customer", ofCustomer("customer-777"));
    return searches;
  }

  /** How many pages of the database each search looks at, to count and to show. */
  private static Map<String, Long> pagesRead() {
    var read = new LinkedHashMap<String, Long>();
    searches()
        .forEach(
            (what, filter) -> {
              var search = new OrderSearch(shop.tenant(), filter);
              var counted = ports.orders().search(shop.tenant(), filter, FIRST).total();
              var count = pages(literal(search.count(), search));
              var sql = search.page(FIRST, counted >= Listed.COUNTED);
              read.put(what, count + pages(literal(sql, search)));
            });
    return read;
  }

  private static long pages(String sql) {
    var plan = lines("explain (analyze, buffers, timing off, summary off) " + sql);
    var buffers = plan.lines().filter(line -> line.contains("Buffers:")).findFirst().orElseThrow();
    return BUFFER
        .matcher(buffers)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  @Test
  void no_search_looks_at_more_where_there_is_more() {
    assertThat(amongMany).hasSameSizeAs(searches());
    // An index of fifty times as many rows may be a level deeper. And there is more to count, up to
    // a bound: a page for each, where the database could not learn yet that everybody sees its
    // rows.
    amongMany.forEach(
        (what, pages) ->
            assertThat(pages)
                .as(what)
                .isLessThanOrEqualTo(amongFew.get(what) * 13 / 10 + 60 + Listed.COUNTED));
  }

  /** Also where the database plans once for whatever is asked for. */
  @Test
  void a_plan_that_knows_no_parameters_reads_no_table_from_end_to_end() {
    searches()
        .forEach(
            (what, filter) -> {
              for (boolean many : new boolean[] {false, true}) {
                var search = new OrderSearch(shop.tenant(), filter);
                assertPlanned(what, search.count(), search);
                assertPlanned(what, search.page(FIRST, many), search);
              }
            });
  }

  private static void assertPlanned(String what, String sql, OrderSearch search) {
    assertThat(database.genericPlan(sql, values(search)))
        .as(what)
        .doesNotContain("Seq Scan on customer_order", "Seq Scan on merchant_order");
  }

  /** PostgreSQL plans the first five times, and goes on if that looks cheaper. */
  @Test
  void a_text_is_not_planned_for_each_time() {
    for (var text : List.of("n777", "first777 last777", "first", "buyer777@example.com")) {
      var search = new OrderSearch(shop.tenant(), filter(Optional.of(text)));
      assertThat(database.plannedAnew(8, search.count(), values(search))).as(text).isEqualTo(5);
      var page = search.page(FIRST, text.equals("first"));
      assertThat(database.plannedAnew(8, page, values(search))).as(text).isEqualTo(5);
    }
  }

  private static String values(OrderSearch search) {
    var parameters = search.parameters();
    var values = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < parameters.size(); i++) {
      values.add("'" + parameters.getValue(i) + "'");
    }
    return values.toString();
  }

  @Test
  void what_is_found_is_right() {
    assertThat(found("last777")).isEqualTo(1 + 10);
    assertThat(found("FIRST777  last777")).isEqualTo(1);
    assertThat(found("last777 First777")).isEqualTo(1);
    assertThat(found("buyer777@example.com")).isEqualTo(1);
    assertThat(found("n777")).isEqualTo(1);
    assertThat(found("ada@example.com")).isEqualTo(1);
    assertThat(found("last77")).isEqualTo(1 + 10 + 100);
  }

  @Test
  void more_than_is_counted_can_be_walked_to_its_end() {
    for (var filter :
        new OrderFilter[] {
          filter(Optional.empty()),
          filter(Optional.of("first")),
          of(Optional.of(Status.FULFILLED), Optional.empty())
        }) {
      var page = ports.orders().search(shop.tenant(), filter, new Page(20, 40));
      assertThat(page.total()).isEqualTo(Listed.COUNTED);
      assertThat(page.items()).hasSize(20);
      assertThat(page.items())
          .isSortedAccordingTo(Comparator.comparing(Order::createdAt).reversed());
      var deep = ports.orders().search(shop.tenant(), filter, new Page(20, 20_000));
      assertThat(deep.total()).isEqualTo(20_021);
    }
    var all = filter(Optional.empty());
    var page = ports.orders().search(shop.tenant(), all, new Page(20, 40));
    assertThat(page.items().getFirst().number().text()).isEqualTo("N" + (MANY - 40));
    var last = ports.orders().search(shop.tenant(), all, new Page(20, MANY));
    assertThat(last.items()).containsExactly(first);
    assertThat(last.total()).isEqualTo(MANY + 1);
  }

  private static long found(String text) {
    return ports.orders().search(shop.tenant(), filter(Optional.of(text)), FIRST).total();
  }

  private static OrderFilter filter(Optional<String> text) {
    return new OrderFilter(
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static OrderFilter of(Optional<Status> status, Optional<StoreId> store) {
    return new OrderFilter(
        Optional.empty(), Optional.empty(), status, store, Optional.empty(), Optional.empty());
  }

  private static OrderFilter within(Optional<Instant> from, Optional<Instant> to) {
    return new OrderFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), from, to);
  }

  private static OrderFilter ofCustomer(String id) {
    return new OrderFilter(
        Optional.empty(),
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String literal(String sql, OrderSearch search) {
    var parameters = search.parameters();
    return PARAMETER
        .matcher(sql)
        .replaceAll(
            found ->
                "'" + parameters.getValue(Integer.parseInt(found.group(1)) - 1).toString() + "'");
  }

  private static String lines(String explain) {
    return database.askAll(explain).stream().collect(Collectors.joining("\n"));
  }
}
