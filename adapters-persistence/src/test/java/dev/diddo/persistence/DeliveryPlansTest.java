package dev.diddo.persistence;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Recipient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * However much waits for somebody who is dead, or is kept of what is over: what is due is found,
 * and a log is shown, as fast as where there is little. Pages of the database are counted, not
 * times.
 */
class DeliveryPlansTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** Of each of three kinds: what was never sent, what is tried again, and what is over. */
  private static final int FEW = 1_000;

  private static final int MANY = 100_000;

  /** Of four tenants; nine in ten rows are those of the first, which is dead. */
  private static final int RECIPIENTS = 20;

  private static final List<String> COPIED =
      List.of("checkout_session", "live_cart", "event", "delivery", "delivery_attempt");

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern BUFFER = Pattern.compile("(?:hit|read)=(\\d+)");
  private static final String EXPLAIN = "explain (analyze, buffers, timing off, summary off) ";
  private static final SteppingClock CLOCK = new SteppingClock();

  private static Ports ports;
  private static Map<String, Long> amongFew;
  private static Map<String, Long> amongMany;

  /** A statement with what it is asked for. */
  private record Asked(String sql, Object... values) {}

  @BeforeAll
  static void tell_a_little_and_then_a_lot() {
    ports = PgPorts.on(database, CLOCK, new CountingIds());
    var shop = Shop.in(ports, CLOCK, new CountingIds());
    var template = shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
    shop.paidBy("customer-7", template, Buyers.ADA);
    for (var table : COPIED) {
      database.sql("alter table " + table + " disable trigger all");
    }
    names();
    multiply(1, FEW);
    amongFew = pagesRead();
    multiply(FEW + 1, MANY);
    amongMany = pagesRead();
  }

  private static void names() {
    database.sql(
        """
        create function named(kind text, n integer) returns uuid immutable language sql as
          $$ select md5(kind || n)::uuid $$;
        create function recipient(n integer) returns integer immutable language sql as
          $$ select case when n %% 10 > 0 then 0 else n / 10 %% %d end $$;
        create function tenant(n integer) returns uuid immutable language sql as
          $$ select named('organization', recipient(n) %% 4) $$"""
            .formatted(RECIPIENTS));
  }

  /** A checkout for each message, past the rules of the rows that it refers to. */
  private static void multiply(int from, int to) {
    copy(from, to, "checkout_session", Map.of("id", "named('session', n)"));
    copy(
        from,
        to,
        "live_cart",
        Map.of("id", "named('cart', n)", "session_id", "named('session', n)"));
    copy(from, to, "event", Map.of("id", "named('event', n)", "cart_id", "named('cart', n)"));
    deliver(from, to, "waiting", "'pending'", "0", "at");
    deliver(from, to, "retried", "'pending'", "1", "at");
    deliver(
        from, to, "over", "case when n % 4 = 0 then 'failed' else 'delivered' end", "1", "null");
    database.sql(
        """
        insert into delivery_attempt
          (organization_id, environment, delivery_id, number, at, http_status, duration_ms)
        select organization_id, environment, id, 1, created_at,
               case status when 'delivered' then 204 else 500 end, 7
          from delivery d
         where tries > 0
           and not exists (select from delivery_attempt a where a.delivery_id = d.id)""");
    for (var table : COPIED) {
      database.sql("vacuum analyze " + table);
    }
  }

  /**
   * @param changes expressions of {@code n}, by column
   */
  private static void copy(int from, int to, String table, Map<String, String> changes) {
    var columns =
        database.askAll(
            """
            select column_name
              from information_schema.columns
             where table_name = '%s' and is_generated = 'NEVER'"""
                .formatted(table));
    var values =
        columns.stream()
            .map(
                it ->
                    it.equals("organization_id")
                        ? "tenant(n)"
                        : changes.getOrDefault(it, "t." + it))
            .collect(joining(", "));
    database.sql(
        """
        insert into %1$s (%2$s)
        select %3$s
          from %1$s t, generate_series(%4$d, %5$d) n
         where t.ctid = (select min(ctid) from %1$s)"""
            .formatted(table, String.join(", ", columns), values, from, to));
  }

  private static void deliver(
      int from, int to, String name, String status, String tries, String due) {
    database.sql(
        """
        insert into delivery
          (organization_id, environment, recipient_kind, recipient_id, id, message_id, type, cart_id,
           sequence, status, tries, due_at, created_at, taken_at)
        select tenant(n), 'sandbox', 'webhook', named('recipient', recipient(n)),
               named('%3$s', n), named('event', n), 'checkout.initialized', named('cart', n),
               1, %4$s, %5$s, %6$s, at, case %4$s when 'delivered' then at end
          from generate_series(%1$d, %2$d) n,
               lateral (select timestamptz '2026-01-01' + n * interval '1 second' as at) times"""
            .formatted(from, to, name, status, tries, due));
  }

  private static Map<String, Asked> asked() {
    var now = "2026-06-01T00:00:00Z";
    var asked = new LinkedHashMap<String, Asked>();
    asked.put("a claim", claim(now, 256));
    asked.put("a claim of one", claim(now, 1));
    asked.put("a claim of what was due first", claim("2026-01-01T00:01:00Z", 256));
    asked.put("how telling goes", new Asked(PgDeliveries.VITALS, now));
    asked.put("what is over", new Asked(PgDeliveries.FORGET.formatted(10), now));
    asked.put(
        "what is put off by the dead",
        ofRecipient(
            PgDeliveries.REPLAY_MISSED.formatted(10),
            0,
            "2026-01-01T00:10:00Z",
            "2026-01-01T00:12:00Z"));
    for (int recipient : new int[] {0, 1}) {
      var of = " of " + recipient;
      asked.put("all" + of, log(recipient, "{pending,delivered,failed}"));
      asked.put("what failed" + of, log(recipient, "{failed}"));
      asked.put("what waits" + of, log(recipient, "{pending}"));
      asked.put(
          "how many" + of,
          ofRecipient(
              PgDeliveries.count(PgDeliveries.OF_RECIPIENT),
              recipient,
              "{pending,delivered,failed}"));
      asked.put(
          "missed since" + of,
          ofRecipient(
              PgDeliveries.REPLAY_MISSED.formatted(10), recipient, "2026-01-01T00:10:00Z", now));
      asked.put(
          "one who takes" + of,
          ofRecipient(
              PgDeliveries.TOOK_ANY_SINCE, recipient, uuid("over", recipient == 0 ? 21 : 10), 0));
    }
    return asked;
  }

  private static Asked claim(String now, int atMost) {
    return new Asked(PgDeliveries.CLAIM_DUE, now, "2026-06-01T00:01:00Z", atMost, 4);
  }

  private static Asked log(int recipient, String statuses) {
    return ofRecipient(PgDeliveries.logged(PgDeliveries.OF_RECIPIENT), recipient, statuses, 21, 0);
  }

  private static Asked ofRecipient(String sql, int recipient, Object... more) {
    var values = new ArrayList<Object>();
    values.add(uuid("organization", recipient % 4));
    values.add("sandbox");
    values.add("webhook");
    values.add(uuid("recipient", recipient));
    values.addAll(List.of(more));
    return new Asked(sql, values.toArray());
  }

  private static String uuid(String kind, int n) {
    return database.ask("select named('%s', %d)".formatted(kind, n));
  }

  private static Map<String, Long> pagesRead() {
    var read = new LinkedHashMap<String, Long>();
    asked()
        .forEach(
            (what, it) -> {
              read.put(what, pages(literally(it)));
              read.put(what + ", planned once for all", pages(generically(it)));
            });
    return read;
  }

  private static String[] literally(Asked it) {
    return new String[] {
      EXPLAIN
          + PARAMETER
              .matcher(it.sql())
              .replaceAll(found -> "'" + it.values()[Integer.parseInt(found.group(1)) - 1] + "'")
    };
  }

  private static String[] generically(Asked it) {
    var values = Arrays.stream(it.values()).map(value -> "'" + value + "'").collect(joining(", "));
    return new String[] {
      "set plan_cache_mode = force_generic_plan",
      "do $do$ begin execute $sql$prepare it as " + it.sql() + "$sql$; end $do$",
      EXPLAIN + "execute it (" + values + ")"
    };
  }

  /** Runs statements, the last of them to be explained, and undoes them. */
  private static long pages(String... statements) {
    try (var connection = database.connect();
        var any = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < statements.length - 1; i++) {
        any.execute(statements[i]);
      }
      long pages = 0;
      try (var rows = any.executeQuery(statements[statements.length - 1])) {
        while (pages == 0 && rows.next()) {
          pages = pagesIn(rows.getString(1));
        }
      }
      connection.rollback();
      return pages;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Of a line of a plan; the first that tells it is that of the whole. */
  private static long pagesIn(String line) {
    return line.contains("Buffers:")
        ? BUFFER.matcher(line).results().mapToLong(it -> Long.parseLong(it.group(1))).sum()
        : 0;
  }

  @Test
  void a_log_is_counted_up_to_a_bound_and_can_be_walked_beyond() {
    assertThat(log(new Page(20, 0)).total()).isEqualTo(Listed.COUNTED);
    assertThat(log(new Page(20, 2_000)).total()).isEqualTo(2_021);
    assertThat(log(new Page(20, 2_000)).items())
        .hasSize(20)
        .extracting(it -> it.delivery().createdAt())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  private static Listed<Logged> log(Page page) {
    var tenant =
        new Tenant(
            new OrganizationId(UUID.fromString(uuid("organization", 0))), Environment.SANDBOX);
    var dead = new Recipient.OfWebhook(new WebhookId(UUID.fromString(uuid("recipient", 0))));
    return ports.deliveries().list(tenant, dead, Optional.empty(), page);
  }

  @Test
  void nothing_looks_at_more_where_there_is_more() {
    // An index of a hundred times as many rows is a level deeper, and a log is counted up to a
    // bound.
    amongMany.forEach(
        (what, pages) ->
            assertThat(pages)
                .as(what)
                .isLessThanOrEqualTo(
                    amongFew.get(what) * 2
                        + 60
                        + (what.contains("how many") ? Listed.COUNTED : 0)));
  }
}
