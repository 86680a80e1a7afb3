package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.domain.id.Ulid;
import dev.diddo.gateway.sandbox.SandboxLedger;
import dev.diddo.persistence.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the provider's own books with ours, once everything has settled: the invariants that
 * hold whatever broke meanwhile.
 */
public final class Auditor {
  private final Supplier<Connection> database;
  private final Path sandboxDir;

  public Auditor(TestDatabase database, Path sandboxDir) {
    this(database::connect, sandboxDir);
  }

  public Auditor(Supplier<Connection> database, Path sandboxDir) {
    this.database = database;
    this.sandboxDir = sandboxDir;
  }

  /** Fails unless every invariant holds for this organization. */
  public void checkBooks(String organization) {
    var tenant = Ulid.parse(organization).orElseThrow().toString();
    nothingIsInDoubt(tenant);
    everyCaptureIsOneOrder(tenant);
    noCartIsPaidTwice(tenant);
    ledgersSumToZero(tenant);
    stockIsWhole(tenant);
    eventsHaveNoGaps(tenant);
  }

  /** Whether each payment of this organization has come to an end, or waits for its buyer. */
  public boolean isQuiet(String organization) {
    var tenant = Ulid.parse(organization).orElseThrow().toString();
    return count(IN_DOUBT, tenant) == 0;
  }

  private static final String IN_DOUBT =
      """
      select count(*) from payment
       where organization_id = '%s' and status in ('submitting', 'unknown', 'authorised', 'capturing', 'releasing')""";

  private void nothingIsInDoubt(String tenant) {
    assertThat(count(IN_DOUBT, tenant)).as("I8: payments in doubt").isZero();
  }

  private void everyCaptureIsOneOrder(String tenant) {
    var books = sandboxPayments();
    for (var payment : payments(tenant)) {
      var theirs = Optional.ofNullable(books.get(payment.path("id").asText()));
      var story = payment + " against " + theirs;
      if (payment.path("status").asText().equals("captured")) {
        isOneOrder(payment, theirs.orElseThrow(() -> new AssertionError("I2: " + story)), story);
      } else {
        assertThat(payment.path("captured_parts").asLong()).as("I2: " + story).isZero();
        theirs.ifPresent(entry -> assertThat(kept(entry)).as("I2: " + story).isZero());
      }
    }
  }

  private List<JsonNode> payments(String tenant) {
    return rows(
        """
        select p.id, p.cart_id, p.status, coalesce(p.capture_minor, p.amount_minor) as taken,
               o.total_minor, o.currency as order_currency, c.status as cart_status,
               (select count(*) from merchant_order m
                 where m.organization_id = o.organization_id and m.order_id = o.id
                   and m.captured) as captured_parts,
               (select sum(gross_minor) from merchant_order m
                 where m.organization_id = o.organization_id and m.order_id = o.id
                   and m.captured) as gross,
               (select coalesce(sum(amount_minor), 0) from refund r
                 where r.organization_id = o.organization_id and r.order_id = o.id
                   and r.status = 'succeeded') as refunded
          from payment p
          join live_cart c on c.organization_id = p.organization_id and c.id = p.cart_id
          left join customer_order o
            on o.organization_id = p.organization_id and o.payment_id = p.id
         where p.organization_id = '%s'"""
            .formatted(tenant));
  }

  private static void isOneOrder(JsonNode payment, SandboxLedger.Entry theirs, String story) {
    assertThat(theirs.status()).as("I2: " + story).isEqualTo(SandboxLedger.Status.CAPTURED);
    assertThat(payment.path("taken").asLong()).as(story).isEqualTo(theirs.captured());
    assertThat(payment.path("total_minor").asLong()).as(story).isEqualTo(theirs.captured());
    assertThat(payment.path("gross").asLong()).as(story).isEqualTo(theirs.captured());
    assertThat(payment.path("order_currency").asText())
        .as(story)
        .isEqualTo(theirs.currency().getCurrencyCode());
    assertThat(payment.path("cart_status").asText()).as(story).isEqualTo("submitted");
    assertThat(payment.path("refunded").asLong()).as("I1: " + story).isEqualTo(theirs.refunded());
  }

  /** What the provider holds of a payment: taken and not given back, or reserved still. */
  private static long kept(SandboxLedger.Entry entry) {
    boolean reserved = entry.status() == SandboxLedger.Status.AUTHORISED;
    return entry.captured() - entry.refunded() + (reserved ? entry.authorised() : 0);
  }

  private void noCartIsPaidTwice(String tenant) {
    var twice =
        rows(
            """
            select cart_id, count(*) from payment
             where organization_id = '%s' and status = 'captured'
             group by cart_id having count(*) > 1"""
                .formatted(tenant));
    assertThat(twice).as("I1: carts that were paid twice").isEmpty();
  }

  private void ledgersSumToZero(String tenant) {
    var wrong =
        rows(
            """
            select p.id, sum(l.amount_minor) as balance,
                   sum(l.amount_minor) filter (where l.account = 'GATEWAY') as held
              from payment p left join ledger_entry l
                on l.organization_id = p.organization_id and l.payment_id = p.id
             where p.organization_id = '%1$s' and p.status = 'captured'
             group by p.organization_id, p.id, p.capture_minor, p.amount_minor
            having coalesce(sum(l.amount_minor), -1) <> 0
                or sum(l.amount_minor) filter (where l.account = 'GATEWAY')
                   is distinct from coalesce(p.capture_minor, p.amount_minor)
                     - (select coalesce(sum(case m.kind when 'REVERSAL' then -m.amount_minor
                                                        else m.amount_minor end), 0)
                          from movement m
                         where m.organization_id = p.organization_id and m.payment_id = p.id
                           and m.status = 'succeeded' and m.kind <> 'RETURN')
                     - (select coalesce(sum((d -> 'amount' ->> 'minor_units')::bigint), 0)
                          from customer_order o, jsonb_array_elements(o.disputes) d
                         where o.organization_id = p.organization_id and o.payment_id = p.id
                           and d ->> 'status' = 'lost')"""
                .formatted(tenant));
    assertThat(wrong).as("I9: payments whose ledger is not whole").isEmpty();
  }

  private void stockIsWhole(String tenant) {
    var wrong =
        rows(
            """
            with holding as (
              select (hold ->> 'variant')::uuid as variant, sum((hold ->> 'quantity')::bigint) as held
                from payment, jsonb_array_elements(holds) hold
               where organization_id = '%1$s'
                 and status in
                     ('submitting', 'open', 'unknown', 'authorised', 'capturing', 'releasing')
               group by 1)
            select v.id, v.on_hand, v.held, h.held as wanted
              from variant v left join holding h on h.variant = v.id
             where v.organization_id = '%1$s' and v.tracked
               and (v.held <> coalesce(h.held, 0) or v.held > v.on_hand)"""
                .formatted(tenant));
    assertThat(wrong).as("I6: variants whose stock is wrong").isEmpty();
  }

  private void eventsHaveNoGaps(String tenant) {
    var wrong =
        rows(
            """
            select cart_id, count(*), max(sequence) from event
             where organization_id = '%s'
             group by cart_id having count(*) <> max(sequence)"""
                .formatted(tenant));
    assertThat(wrong).as("I5: carts whose events have gaps").isEmpty();
  }

  /** The provider's books, by our payments' ids. */
  private Map<String, SandboxLedger.Entry> sandboxPayments() {
    Map<String, SandboxLedger.Entry> payments = new HashMap<>();
    SandboxLedger.in(sandboxDir)
        .forEach(
            entry -> payments.put(Ulid.parse(entry.reference()).orElseThrow().toString(), entry));
    return payments;
  }

  private long count(String query, String tenant) {
    return rows(query.formatted(tenant)).getFirst().path("count").asLong();
  }

  private List<JsonNode> rows(String query) {
    try (var connection = database.get();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      var rows = new java.util.ArrayList<JsonNode>();
      var columns = result.getMetaData();
      while (result.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          var value = result.getObject(i);
          row.put(
              columns.getColumnLabel(i),
              value == null || value instanceof Number ? value : value.toString());
        }
        rows.add(Json.of("row", row).path("row"));
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
