package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Among twenty thousand buyers one is found by indexes alone, whatever is known of them. */
class CustomerPlansTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int MANY = 20_000;
  private static final SteppingClock CLOCK = new SteppingClock();

  private static Shop shop;

  @BeforeAll
  static void sell_a_lot() {
    var ports = PgPorts.on(database, CLOCK, new CountingIds());
    shop = Shop.in(ports, CLOCK, new CountingIds());
    var template = shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
    shop.paidBy("customer-7", template, Buyers.ADA);
    multiply();
  }

  /** Copies the one checkout, past the rules of the rows that it refers to. */
  private static void multiply() {
    for (var table : new String[] {"checkout_session", "live_cart", "payment", "customer_order"}) {
      database.sql("alter table " + table + " disable trigger all");
    }
    copy("checkout_session", "'external_customer_id', 'customer-' || n, 'customer', buyer(n)");
    copy("live_cart", "'session_id', gen_random_uuid(), 'buyer', buyer(n)");
    copy("payment", "'cart_id', gen_random_uuid(), 'email', buyer(n) ->> 'email'");
    copy(
        "customer_order",
        """
        'number', 'N' || n, 'cart_id', gen_random_uuid(), 'payment_id', gen_random_uuid(),
        'email', buyer(n) ->> 'email', 'external_customer_id', 'customer-' || n""");
    database.sql("analyze");
  }

  private static void copy(String table, String changes) {
    var columns =
        database.ask(
            """
            select string_agg(quote_ident(column_name), ', ')
              from information_schema.columns
             where table_name = '%s' and is_generated = 'NEVER'"""
                .formatted(table));
    database.sql(
        """
        create or replace function buyer(n integer) returns jsonb language sql as
          $$ select jsonb_build_object('email', 'Buyer' || n || '@example.com') $$""");
    database.sql(
        """
        insert into %1$s (%2$s)
        select %2$s
          from (select r.*
                  from %1$s t, generate_series(8, %3$d) n,
                       jsonb_populate_record(
                         t, jsonb_build_object('id', gen_random_uuid(), %4$s)) r) copies"""
            .formatted(table, columns, MANY, changes));
  }

  @Test
  void an_email_is_looked_up_wherever_it_may_stand() {
    assertThat(plan("'buyer777@example.com'", "null"))
        .contains("checkout_session_email", "live_cart_email", "payment_email")
        .contains("customer_order_email")
        .doesNotContain("Seq Scan");
  }

  @Test
  void an_id_of_a_platform_is_looked_up_wherever_it_may_stand() {
    assertThat(plan("null", "'customer-777'"))
        .contains("checkout_session_customer", "customer_order_customer")
        .doesNotContain("Seq Scan");
  }

  private static String plan(String email, String externalId) {
    var tenant = shop.tenant();
    var sql =
        CustomerSql.SESSIONS
            .replace("$1", "'" + tenant.organization().value() + "'::uuid")
            .replace("$2", "'" + tenant.environment().text() + "'")
            .replace("$3", email)
            .replace("$4", externalId)
            .replace("$5", "null")
            .replace("$6", "100");
    return database.askAll("explain " + sql).stream().collect(Collectors.joining("\n"));
  }
}
