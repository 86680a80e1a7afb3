package dev.diddo.persistence;

import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.Gateways.Subject;
import dev.diddo.application.payment.Inbox;
import dev.diddo.domain.id.PaymentId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Messages of gateways in PostgreSQL. */
public final class PgInbox implements Inbox {
  private static final String RECEIVE =
      """
      insert into gateway_notice
        (gateway, event_id, payment_id, gateway_payment_id, received_at, due_at)
      values ($1, $2, $3, $4, $5, $5)
      on conflict do nothing""";

  private static final String DONE =
      """
      update gateway_notice
         set due_at = null, lease_until = null
       where gateway = $1 and event_id = $2""";

  private static final String TRY_AGAIN =
      """
      update gateway_notice
         set due_at = $3, lease_until = null
       where gateway = $1 and event_id = $2 and due_at is not null""";

  /**
   * With ten seconds between tries, 20 take three minutes: a payment that is not committed by then
   * never will be. The number stands in the index too.
   */
  private static final String CLAIM_DUE =
      """
      with due as materialized (
        select gateway, event_id
          from gateway_notice
         where due_at <= $1 and (lease_until is null or lease_until <= $1) and tries < 20
           and gateway = $4
         order by due_at
         limit $3
           for no key update skip locked
      )
      update gateway_notice n
         set lease_until = $2, tries = n.tries + 1
        from due
       where n.gateway = due.gateway and n.event_id = due.event_id
      returning n.gateway, n.event_id, n.payment_id, n.gateway_payment_id, n.due_at""";

  private static final String GATEWAYS_DUE =
      """
      select distinct gateway
        from gateway_notice
       where due_at <= $1 and (lease_until is null or lease_until <= $1) and tries < 20""";

  private static final String FORGET =
      """
      delete from gateway_notice
       where (gateway, event_id) in (
         select gateway, event_id
           from gateway_notice
          where received_at < $1 and (due_at is null or tries >= 20)
          order by received_at
          limit $2
            for update skip locked)""";

  private final Postgres postgres;

  public PgInbox(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public boolean receive(Gateways.Notice notice, Instant at) {
    var parameters = Tuple.of(notice.gateway(), notice.eventId());
    switch (notice.subject()) {
      case Subject.OfPayment(var id) -> parameters.addValue(id.value()).addValue(null);
      case Subject.OfGatewayId(var id) -> parameters.addValue(null).addValue(id);
      case Subject.Nothing() -> parameters.addValue(null).addValue(null);
    }
    return query(RECEIVE, parameters.addValue(Times.of(at))).rowCount() == 1;
  }

  @Override
  public void done(Gateways.Notice notice) {
    query(DONE, Tuple.of(notice.gateway(), notice.eventId()));
  }

  @Override
  public void tryAgain(Gateways.Notice notice, Instant at) {
    query(TRY_AGAIN, Tuple.of(notice.gateway(), notice.eventId(), Times.of(at)));
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return Rows.texts(query(GATEWAYS_DUE, Tuple.of(Times.of(now))));
  }

  @Override
  public List<Gateways.Notice> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    var parameters = Tuple.of(Times.of(now), Times.of(now.plus(lease)), atMost, gateway);
    return query(CLAIM_DUE, parameters).stream()
        .sorted(Comparator.comparing(row -> row.getOffsetDateTime("due_at")))
        .map(PgInbox::notice)
        .toList();
  }

  @Override
  public int forget(Instant before, int atMost) {
    return query(FORGET, Tuple.of(Times.of(before), atMost)).rowCount();
  }

  private static Gateways.Notice notice(Row row) {
    return new Gateways.Notice(row.getString("gateway"), row.getString("event_id"), subject(row));
  }

  private static Subject subject(Row row) {
    if (row.getUUID("payment_id") != null) {
      return new Subject.OfPayment(new PaymentId(row.getUUID("payment_id")));
    }
    return Rows.text(row, "gateway_payment_id")
        .<Subject>map(Subject.OfGatewayId::new)
        .orElseGet(Subject.Nothing::new);
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
