package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.domain.order.Order;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Among twenty thousand orders, each thing that people search by is found by an index. */
class OrderPlansTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int MANY = 20_000;
  private static final SteppingClock CLOCK = new SteppingClock();
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private static Ports ports;
  private static Shop shop;
  private static Order first;

  @BeforeAll
  static void sell_a_lot() {
    ports = PgPorts.on(database, CLOCK, new CountingIds());
    shop = Shop.in(ports, CLOCK, new CountingIds());
    var template = shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
    first = shop.paid(template, Buyers.ADA);
    multiply();
  }

  /** Copies the one order, past the rules of the rows that it refers to. */
  private static void multiply() {
    database.sql("alter table customer_order disable trigger all");
    database.sql(
        """
        insert into customer_order
          (organization_id, environment, id, number, cart_id, template_cart_id, payment_id, buyer,
           external_customer_id, currency, subtotal_minor, shipping_minor, tax_minor, total_minor,
           created_at, email, name, name_reversed)
        select organization_id, environment, gen_random_uuid(), 'N' || n, gen_random_uuid(),
               template_cart_id, gen_random_uuid(), buyer, 'customer-' || n, currency, subtotal_minor,
               shipping_minor, tax_minor, total_minor, created_at + n * interval '1 second',
               'buyer' || n || '@example.com', 'first' || n || ' last' || n,
               'last' || n || ' first' || n
          from customer_order, generate_series(1, %d) n"""
            .formatted(MANY));
    database.sql(
        """
        insert into merchant_order
          (organization_id, environment, id, order_id, position, store_id, status, part,
           gross_minor, commission_minor)
        select o.organization_id, o.environment, gen_random_uuid(), o.id, 1, m.store_id, m.status,
               m.part, m.gross_minor, m.commission_minor
          from merchant_order m, customer_order o
         where o.id <> m.order_id""");
    database.sql("analyze");
  }

  @Test
  void a_text_is_looked_up_in_each_index_that_may_know_it() {
    var plan = plan("first777");
    assertThat(plan)
        .contains("customer_order_email", "customer_order_name", "customer_order_name_reversed")
        .contains("customer_order_number")
        .doesNotContain("Seq Scan");
  }

  @Test
  void an_id_is_looked_up_too() {
    assertThat(plan(first.id().text())).contains("customer_order_pkey").doesNotContain("Seq Scan");
  }

  @Test
  void a_platforms_id_of_a_customer_is_looked_up_too() {
    var filter =
        new OrderFilter(
            Optional.empty(),
            Optional.of("customer-777"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var search = new OrderSearch(shop.tenant(), filter);
    assertThat(lines("explain select count(*) from customer_order o where " + literal(search)))
        .contains("customer_order_customer")
        .doesNotContain("Seq Scan");
  }

  @Test
  void the_newest_page_is_read_off_an_index() {
    var sql =
        "explain select o.* from customer_order o where "
            + literal(new OrderSearch(shop.tenant(), filter(Optional.empty())))
            + " order by o.created_at desc, o.id desc limit 20";
    assertThat(lines(sql)).contains("customer_order_newest").doesNotContain("Sort");
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
    var all = ports.orders().search(shop.tenant(), filter(Optional.empty()), new Page(20, 40));
    assertThat(all.total()).isEqualTo(MANY + 1);
    assertThat(all.items().getFirst().number().text()).isEqualTo("N" + (MANY - 40));
  }

  private static long found(String text) {
    return ports.orders().search(shop.tenant(), filter(Optional.of(text)), new Page(20, 0)).total();
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

  private static String plan(String text) {
    var search = new OrderSearch(shop.tenant(), filter(Optional.of(text)));
    return lines("explain select count(*) from customer_order o where " + literal(search));
  }

  private static String literal(OrderSearch search) {
    var parameters = search.parameters();
    return PARAMETER
        .matcher(search.where())
        .replaceAll(
            found ->
                "'" + parameters.getValue(Integer.parseInt(found.group(1)) - 1).toString() + "'");
  }

  private static String lines(String explain) {
    return database.askAll(explain).stream().collect(Collectors.joining("\n"));
  }
}
