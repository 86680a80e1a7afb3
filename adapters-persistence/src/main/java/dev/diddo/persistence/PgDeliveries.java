package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.webhook.Deliveries;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Deliveries in PostgreSQL. Those that tell of events are made by a trigger of their table. */
public final class PgDeliveries implements Deliveries {
  private static final String ADD =
      """
      insert into delivery
        (organization_id, environment, recipient_kind, recipient_id, id, message_id, type, cart_id,
         sequence, status, due_at, created_at, order_id, merchant_order_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""";

  /** Who has something waiting: one look into an index for each, however much is waiting. */
  private static final String WAITING =
      """
      waiting (recipient_id) as (
        (select recipient_id
           from delivery
          where status = 'pending'
          order by recipient_id
          limit 1)
        union all
        select (
          select d.recipient_id
            from delivery d
           where d.status = 'pending' and d.recipient_id > w.recipient_id
           order by d.recipient_id
           limit 1)
          from waiting w
         where w.recipient_id is not null
      )""";

  /**
   * More than is ever claimed at a time. Written into a statement, it tells the database, which
   * plans before it knows the limits it is given, that it is about a few rows among however many.
   */
  private static final int MOST_CLAIMED = 1_000;

  /**
   * Whoever has the least under way comes first, so that none that is slow takes the others'
   * places. What may be taken is chosen without a lock; locked, and looked at again, is no more
   * than what is taken: for the rest others need not come back. Each is looked up by its key, one
   * after the other, in the order they were chosen in.
   */
  static final String CLAIM_DUE =
      """
      with recursive %1$s, chosen as materialized (
        select next.organization_id, next.environment, next.id, next.due_at, busy.count as busy
          from waiting w
         cross join lateral (
           select count(*) as count
             from delivery b
            where b.recipient_id = w.recipient_id and b.status = 'pending' and b.lease_until > $1
         ) busy
         cross join lateral (
           select *
             from (
               select d.organization_id, d.environment, d.id, d.due_at
                 from delivery d
                where d.recipient_id = w.recipient_id and d.status = 'pending' and d.due_at <= $1
                  and (d.lease_until is null or d.lease_until <= $1)
                  and (d.tries > 0 or not exists (
                    select from delivery f
                     where f.recipient_id = d.recipient_id and f.cart_id = d.cart_id
                       and f.sequence < d.sequence and f.status = 'pending' and f.tries = 0))
                order by d.due_at, d.sequence
                limit %2$d) enough
            limit greatest($4 - busy.count, 0)
         ) next
         where w.recipient_id is not null
         order by busy.count, next.due_at
         limit %2$d
      ), due as materialized (
        select locked.*
          from chosen
         cross join lateral (
           select d.organization_id, d.environment, d.id
             from delivery d
            where d.organization_id = chosen.organization_id
              and d.environment = chosen.environment and d.id = chosen.id
              and d.status = 'pending' and d.due_at <= $1
              and (d.lease_until is null or d.lease_until <= $1)
              for no key update skip locked
         ) locked
         limit $3
      ), claimed as (
        update delivery d
           set lease_until = $2, fence = d.fence + 1
          from due
         where d.organization_id = due.organization_id and d.environment = due.environment
           and d.id = due.id
        returning d.*
      )
      select %3$s
        from claimed d
        %4$s"""
          .formatted(WAITING, MOST_CLAIMED, DeliveryRow.COLUMNS, DeliveryRow.JOINED);

  /** When it is due changes while it is sent only where it is asked for anew. */
  private static final String ASKED_FOR_ANEW = "$5 <> 'delivered' and due_at <> $12";

  private static final String RECORD =
      """
      with changed as (
        update delivery
           set status = case when %1$s then 'pending' else $5 end,
               tries = $6,
               tries_before = case when %1$s then $6 else tries_before end,
               due_at = case when %1$s then due_at else $7 end,
               lease_until = null,
               taken_at = case $5 when 'delivered' then $8 else taken_at end
         where organization_id = $1 and environment = $2 and id = $3
           and fence = $4 and status = 'pending'
        returning id, due_at, status = 'pending' and tries = tries_before as anew
      ), told as (
        insert into delivery_attempt
          (organization_id, environment, delivery_id, number, at, http_status, duration_ms, error)
        select $1, $2, id, $6, $8, $9, $10, $11
          from changed
         where $8::timestamptz is not null
      ), forgotten as (
        delete from delivery_attempt
         where organization_id = $1 and environment = $2 and delivery_id = $3
           and number <= $6 - %2$d and exists (select from changed)
      )
      select due_at, anew
        from changed"""
          .formatted(ASKED_FOR_ANEW, ATTEMPTS_KEPT);

  static final String TOOK_ANY_SINCE =
      """
      select coalesce(
               (select max(d.taken_at)
                  from delivery d
                 where d.organization_id = $1 and d.environment = $2
                   and d.recipient_kind = $3 and d.recipient_id = $4)
               >= (
                 select min(f.at)
                   from delivery_attempt f
                  where f.organization_id = $1 and f.environment = $2
                    and f.delivery_id = $5 and f.number > $6),
               false) as took""";

  /** The newest of each status, so that those of one are found however few they are. */
  static final String OF_RECIPIENT =
      """
      select each.*
        from unnest($5::text[]) wanted (status)
       cross join lateral (
         select *
           from delivery d
          where d.organization_id = $1 and d.environment = $2
            and d.recipient_kind = $3 and d.recipient_id = $4 and d.status = wanted.status
          order by d.created_at desc, d.id desc
          limit %s) each""";

  private static final String FIND =
      """
      select %s
        from delivery d
        %s
       where d.organization_id = $1 and d.environment = $2 and d.id = $3"""
          .formatted(DeliveryRow.COLUMNS, DeliveryRow.JOINED);

  /** A cart that came to nothing once has had other orders before. */
  static final String OF_ORDER =
      """
      select *
        from delivery d
       where d.organization_id = $1 and d.environment = $2 and d.cart_id = $3
         and (d.order_id is null or d.order_id = $4)
         and ($5::uuid is null or (d.recipient_kind = 'store' and d.recipient_id = $5))
       order by d.created_at desc, d.id desc
       limit %s""";

  /** One that is being sent at this moment is not sent twice for it. */
  private static final String REPLAY =
      """
      update delivery
         set status = 'pending', tries_before = tries, due_at = $6
       where organization_id = $1 and environment = $2
         and recipient_kind = $3 and recipient_id = $4 and id = $5""";

  /**
   * How many is a part of the statement, as planning depends on it. What is due already needs no
   * asking, and is not looked at.
   */
  static final String REPLAY_MISSED =
      """
      with failed as (
        select organization_id, environment, id
          from delivery
         where organization_id = $1 and environment = $2
           and recipient_kind = $3 and recipient_id = $4
           and status = 'failed' and created_at >= $5
         order by created_at, id
         limit %1$d
           for no key update
      ), put_off as (
        select organization_id, environment, id
          from delivery
         where organization_id = $1 and environment = $2
           and recipient_kind = $3 and recipient_id = $4
           and status = 'pending' and due_at > $6 and created_at >= $5
         order by due_at, sequence
         limit %1$d
           for no key update
      )
      update delivery
         set status = 'pending', tries_before = tries, due_at = $6
       where (organization_id, environment, id) in (
         select * from failed union all select * from put_off limit %1$d)""";

  static final String FORGET =
      """
      delete from delivery
       where (organization_id, environment, id) in (
         select organization_id, environment, id
           from delivery
          where status <> 'pending' and created_at < $1
          order by created_at
          limit %d
            for update skip locked)""";

  static final String VITALS =
      """
      with recursive %s
      select (select min(due_at)
                from delivery
               where status = 'pending' and due_at <= $1) as oldest,
             (select count(*)
                from waiting w
               where exists (
                 select from delivery d
                  where d.recipient_id = w.recipient_id and d.status = 'pending' and d.tries > 0))
               as failing,
             (select count(*)
                from webhook
               where disabled_at is not null) as disabled"""
          .formatted(WAITING);

  private static final String SET_ASIDE =
      """
      update delivery
         set lease_until = $4
       where organization_id = $1 and environment = $2 and id = $3""";

  private final Postgres postgres;
  private final Unreadable unreadable;
  private final Runnable due;

  /**
   * @param due is told once something is committed that is due at once and that no event made; must
   *     not block or throw
   */
  public PgDeliveries(Postgres postgres, Unreadable unreadable, Runnable due) {
    this.postgres = postgres;
    this.unreadable = unreadable;
    this.due = due;
  }

  @Override
  public void add(Tenant tenant, Delivery delivery) {
    query(ADD, DeliveryRow.write(tenant, delivery));
    postgres.afterCommit(due);
  }

  @Override
  public List<Claimed> claimDue(Instant now, int atMost, int ofOneRecipient, Duration lease) {
    var parameters = Tuple.of(Times.of(now), Times.of(now.plus(lease)), atMost, ofOneRecipient);
    return unreadable
        .read(
            "delivery",
            query(CLAIM_DUE, parameters),
            DeliveryRow::claimed,
            row -> row.getUUID("id"),
            row -> setAside(row, now))
        .stream()
        .sorted(Comparator.comparing(it -> it.delivery().dueAt().orElseThrow()))
        .toList();
  }

  private void setAside(Row row, Instant now) {
    var until = Times.of(now.plus(Unreadable.SET_ASIDE));
    query(SET_ASIDE, TenantColumns.tuple(TenantColumns.read(row), row.getUUID("id"), until));
  }

  @Override
  public Optional<Delivery> record(Claimed claimed, Delivery after, Optional<Attempt> attempt) {
    return Rows.first(
        query(RECORD, DeliveryRow.change(claimed, after, attempt)),
        row -> row.getBoolean("anew") ? after.again(Times.read(row, "due_at")) : after);
  }

  @Override
  public boolean tookAnySince(Tenant tenant, Delivery tried) {
    var parameters =
        DeliveryRow.recipient(tenant, tried.recipient())
            .addValue(tried.id().value())
            .addValue(tried.triesBefore());
    return Rows.first(query(TOOK_ANY_SINCE, parameters), row -> row.getBoolean("took"))
        .orElseThrow();
  }

  @Override
  public Listed<Logged> list(
      Tenant tenant, Recipient recipient, Optional<Delivery.Status> status, Page page) {
    var wanted = status.map(Stream::of).orElseGet(() -> Stream.of(Delivery.Status.values()));
    var texts = wanted.map(Delivery.Status::text).toArray(String[]::new);
    return list(OF_RECIPIENT, () -> DeliveryRow.recipient(tenant, recipient).addValue(texts), page);
  }

  @Override
  public Optional<Delivery> find(Tenant tenant, DeliveryId id) {
    return Rows.first(query(FIND, TenantColumns.tuple(tenant, id.value())), DeliveryRow::read);
  }

  @Override
  public Listed<Logged> ofOrder(
      Tenant tenant, CartId cart, OrderId order, Optional<StoreId> store, Page page) {
    return list(
        OF_ORDER,
        () -> TenantColumns.tuple(tenant, cart.value(), order.value(), store.map(StoreId::value)),
        page);
  }

  /**
   * @param which chooses deliveries by five parameters, up to a limit
   * @param wanted makes those
   */
  private Listed<Logged> list(String which, Supplier<Tuple> wanted, Page page) {
    var ofPage = wanted.get().addValue(page.limit() + 1).addValue(page.offset());
    return postgres.run(
        c -> {
          var deliveries = c.preparedQuery(logged(which)).execute(ofPage);
          var total = c.preparedQuery(count(which)).execute(wanted.get());
          return Future.all(deliveries, total)
              .map(
                  _ ->
                      Listed.counted(
                          Rows.list(deliveries.result(), DeliveryRow::logged),
                          page,
                          Rows.total(total.result())));
        });
  }

  static String logged(String which) {
    return """
    select %s,
           coalesce(
             (select jsonb_agg(
                       jsonb_build_object(
                         'at', a.at, 'http_status', a.http_status,
                         'duration_ms', a.duration_ms, 'error', a.error)
                       order by a.number)
                from delivery_attempt a
               where a.organization_id = d.organization_id and a.environment = d.environment
                 and a.delivery_id = d.id),
             '[]') as attempts
      from (
        select *
          from (
    %s) newest
         order by created_at desc, id desc
         limit $6
        offset $7) d
      %s
     order by d.created_at desc, d.id desc"""
        .formatted(
            DeliveryRow.COLUMNS, which.formatted("$6::bigint + $7::bigint"), DeliveryRow.JOINED);
  }

  static String count(String which) {
    return """
    select count(*) as total
      from (
        select
          from (
    %1$s) newest
         limit %2$d) enough"""
        .formatted(which.formatted(Listed.COUNTED + 1), Listed.COUNTED + 1);
  }

  @Override
  public boolean replay(Tenant tenant, Recipient recipient, DeliveryId id, Instant now) {
    var parameters =
        DeliveryRow.recipient(tenant, recipient).addValue(id.value()).addValue(Times.of(now));
    var found = Rows.anyChanged(query(REPLAY, parameters));
    postgres.afterCommit(due);
    return found;
  }

  @Override
  public int replayMissed(
      Tenant tenant, Recipient recipient, Instant since, Instant now, int atMost) {
    var parameters =
        DeliveryRow.recipient(tenant, recipient).addValue(Times.of(since)).addValue(Times.of(now));
    int count = query(REPLAY_MISSED.formatted(atMost), parameters).rowCount();
    postgres.afterCommit(due);
    return count;
  }

  @Override
  public int forget(Instant before, int atMost) {
    return query(FORGET.formatted(atMost), Tuple.of(Times.of(before))).rowCount();
  }

  @Override
  public Vitals vitals(Instant now) {
    return Rows.first(query(VITALS, Tuple.of(Times.of(now))), row -> vitals(row, now))
        .orElseThrow();
  }

  private static Vitals vitals(Row row, Instant now) {
    return new Vitals(
        Rows.instant(row, "oldest").map(at -> Duration.between(at, now)).orElse(Duration.ZERO),
        row.getLong("failing"),
        row.getLong("disabled"));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
