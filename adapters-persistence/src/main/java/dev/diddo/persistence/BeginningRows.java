package dev.diddo.persistence;

import dev.diddo.domain.session.CheckoutSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores any number of beginnings by one statement, a column an array. */
final class BeginningRows {
  /**
   * A session that has a live copy of the template already gets no second one: its row is left out,
   * and so is its event. Nothing here is joined with a table, for whatever is planned while a table
   * is small is slow when thousands have begun.
   */
  private static final String INSERT =
      """
      with arriving as materialized (
        select *
          from unnest(
                 $1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
                 $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[],
                 $12::uuid[], $13::text[], $14::timestamptz[],
                 $15::text[], $16::text[], $17::text[], $18::text[], $19::timestamptz[],
                 $20::timestamptz[], $21::integer[])
            as a (organization_id, environment, id, session_id, template_cart_id, currency,
                  buyer, parts, request_ids, created_at, expires_at,
                  event_id, event_type, event_at,
                  customer, external_customer_id, success_url, cancel_url, session_created_at,
                  session_expires_at, version)
      ), session as (
        insert into checkout_session
          (organization_id, environment, id, customer, external_customer_id, success_url,
           cancel_url, created_at, expires_at)
        select organization_id, environment, session_id, customer::jsonb, external_customer_id,
               success_url, cancel_url, session_created_at, session_expires_at
          from arriving
         where customer is not null
        on conflict do nothing
      ), begun as (
        insert into live_cart
          (organization_id, environment, id, session_id, template_cart_id, status, version,
           event_count, currency, buyer, parts, request_ids, created_at, expires_at)
        select organization_id, environment, id, session_id, template_cart_id, 'open', version,
               1, currency, buyer::jsonb, parts::jsonb, request_ids::uuid[], created_at, expires_at
          from arriving
        on conflict do nothing
        returning id
      )
      insert into event
        (organization_id, environment, cart_id, sequence, id, type, created_at)
      select organization_id, environment, id, 1, event_id, event_type, event_at
        from begun join arriving using (id)
      returning cart_id""";

  /**
   * Two groups that meet the same sessions take them in the same order, and never wait in a ring.
   */
  private static final Comparator<Beginning> ORDER =
      Comparator.comparing((Beginning b) -> b.cart().contents().session().value())
          .thenComparing(b -> b.cart().contents().template().value());

  private BeginningRows() {}

  /** Answers the ids of the carts that are new. */
  static Future<Set<UUID>> insert(SqlConnection connection, List<Beginning> beginnings) {
    var rows = beginnings.stream().sorted(ORDER).toList();
    return connection
        .preparedQuery(INSERT)
        .execute(tuple(rows))
        .map(
            begun -> begun.stream().map(row -> row.getUUID("cart_id")).collect(Collectors.toSet()));
  }

  private static Tuple tuple(List<Beginning> rows) {
    var tuple = Tuple.tuple();
    addCarts(tuple, rows);
    tuple
        .addValue(column(rows, UUID[]::new, b -> b.because().id().value()))
        .addValue(column(rows, String[]::new, b -> b.because().type().text()))
        .addValue(column(rows, OffsetDateTime[]::new, b -> Times.of(b.because().at())));
    addSessions(tuple, rows);
    return tuple.addValue(column(rows, Integer[]::new, b -> b.cart().contents().version()));
  }

  private static void addCarts(Tuple tuple, List<Beginning> rows) {
    tuple
        .addValue(column(rows, UUID[]::new, b -> b.tenant().organization().value()))
        .addValue(column(rows, String[]::new, b -> b.tenant().environment().text()))
        .addValue(column(rows, UUID[]::new, b -> b.cart().id().value()))
        .addValue(column(rows, UUID[]::new, b -> b.cart().contents().session().value()))
        .addValue(column(rows, UUID[]::new, b -> b.cart().contents().template().value()))
        .addValue(
            column(rows, String[]::new, b -> b.cart().contents().currency().getCurrencyCode()))
        .addValue(
            column(rows, String[]::new, b -> BuyerJson.write(b.cart().contents().buyer()).encode()))
        .addValue(
            column(
                rows,
                String[]::new,
                b -> StorePartJson.write(b.cart().contents().parts()).encode()))
        .addValue(column(rows, String[]::new, BeginningRows::requestIds))
        .addValue(
            column(rows, OffsetDateTime[]::new, b -> Times.of(b.cart().contents().createdAt())))
        .addValue(
            column(rows, OffsetDateTime[]::new, b -> Times.of(b.cart().contents().expiresAt())));
  }

  private static void addSessions(Tuple tuple, List<Beginning> rows) {
    tuple
        .addValue(ofSession(rows, String[]::new, s -> BuyerJson.write(s.customer()).encode()))
        .addValue(ofSession(rows, String[]::new, s -> s.externalCustomerId().orElse(null)))
        .addValue(ofSession(rows, String[]::new, s -> s.successUrl().orElse(null)))
        .addValue(ofSession(rows, String[]::new, s -> s.cancelUrl().orElse(null)))
        .addValue(ofSession(rows, OffsetDateTime[]::new, s -> Times.of(s.createdAt())))
        .addValue(ofSession(rows, OffsetDateTime[]::new, s -> Times.of(s.expiresAt())));
  }

  /** As the text of an array: arrays of arrays of different lengths are none. */
  private static String requestIds(Beginning beginning) {
    return Arrays.stream(LiveCartRow.requestIds(beginning.cart().contents()))
        .map(UUID::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static <T> T[] column(
      List<Beginning> rows, IntFunction<T[]> array, Function<Beginning, T> value) {
    return rows.stream().map(value).toArray(array);
  }

  private static <T> @Nullable T[] ofSession(
      List<Beginning> rows, IntFunction<T[]> array, Function<CheckoutSession, @Nullable T> value) {
    return rows.stream().map(row -> row.newSession().map(value).orElse(null)).toArray(array);
  }
}
