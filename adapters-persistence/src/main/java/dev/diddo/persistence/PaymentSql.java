package dev.diddo.persistence;

/**
 * The statements that move money's records, each a transaction by itself. All take their locks in
 * the same order, so that they wait for each other and never in a ring: the cart, the payment, the
 * variants by id.
 */
final class PaymentSql {
  /**
   * What is locked is looked at as it is after the lock was had, and only then decided on: nothing
   * is written unless the cart is free, the caller's claim stands and every variant suffices. A
   * crowd that comes too late is told so at a glance: it locks nothing, and has nothing to commit.
   * One glance sees both, for the units that are missing may be those of the cart's own payment.
   */
  static final String OPEN =
      """
      with wanted as materialized (
        select * from unnest($6::uuid[], $7::bigint[]) as w (variant_id, quantity)
      ), glance as materialized (
        select exists (
                 select from live_cart c
                  where c.organization_id = $1 and c.environment = $2 and c.id = $3
                    and c.status = 'open' and c.version = $4 and c.expires_at > $5) as open,
               not exists (
                 select from wanted w
                   join variant v on v.id = w.variant_id
                  where v.organization_id = $1 and v.environment = $2
                    and v.tracked and v.on_hand - v.held < w.quantity) as hopeful
      ), cart as materialized (
        select c.id
          from live_cart c
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
           and c.status = 'open' and c.version = $4 and c.expires_at > $5
           and (select open and hopeful from glance)
           for no key update
      ), stock as materialized (
        select v.id, v.tracked, v.on_hand - v.held as available, w.quantity,
               coalesce(v.withdrawn_at, p.withdrawn_at) is not null as withdrawn
          from variant v
          join wanted w on w.variant_id = v.id
          join product p
            on p.organization_id = $1 and p.environment = $2 and p.id = v.product_id
         where v.organization_id = $1 and v.environment = $2
           and exists (select from cart)
         order by v.id
           for no key update of v
      ), claim as materialized (
        select k.scope
          from idempotency_key k
         where k.organization_id = $1 and k.environment = $2 and k.scope = $8
           and k.fence = $9 and k.status is null
           and exists (select from cart)
           for no key update
      ), verdict as materialized (
        select open
               and (not hopeful
                    or (exists (select from cart)
                        and ($8::bytea is null or exists (select from claim)))) as free,
               hopeful and not exists (
                 select from wanted w left join stock s on s.id = w.variant_id
                  where s.id is null or s.withdrawn
                     or (s.tracked and s.available < w.quantity)) as stocked
          from glance
      ), frozen as (
        update live_cart c
           set status = 'frozen', payment_id = $10, buyer = $11, parts = $12, request_ids = $13,
               revision = c.revision + 1
          from verdict
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
           and free and stocked
      ), reserved as (
        update variant v
           set held = v.held + s.quantity
          from stock s, verdict
         where v.organization_id = $1 and v.environment = $2 and v.id = s.id
           and s.tracked and free and stocked
      ), attempt as (
        insert into payment
          (organization_id, environment, id, cart_id, status, gateway, amount_minor, currency,
           splits, holds, email, success_url, cancel_url, created_at, expires_at, check_at,
           mode, customer)
        select $1, $2, $10, $3, 'submitting', $14, $15, $16,
               $17,
               (select coalesce(
                         jsonb_agg(jsonb_build_object('variant', s.id, 'quantity', s.quantity)
                                   order by s.id),
                         '[]')
                  from stock s
                 where s.tracked),
               $18, $19, $20, $5, $21, $22,
               $23, $24
          from verdict
         where free and stocked
      ), tied as (
        update idempotency_key k
           set payment_id = $10
          from claim, verdict
         where k.organization_id = $1 and k.environment = $2 and k.scope = claim.scope
           and free and stocked
      )
      select free, stocked from verdict""";

  private static final String CART =
      """
      with cart as materialized (
        select c.id
          from live_cart c
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
           for no key update
      ), moved as (
        update payment p
           set status = $6, gateway_id = $7, url = $8, challenged = $9, reason = $10,
               capture_minor = $16, client = $17, %s
         where p.organization_id = $1 and p.environment = $2 and p.id = $4
           and p.status = $5 and p.gateway_id is not distinct from $11
           and exists (select from cart)
        returning p.id, p.holds
      )""";

  private static final String EXPLAIN =
      """
      , explained as (
        insert into event
          (organization_id, environment, cart_id, sequence, id, type, created_at)
        select $1, $2, $3, event_count, $13, $14, $15
          from told
         where $13::uuid is not null
      )
      select exists (select from moved) as moved""";

  /** The payment goes on: it is to be looked at soon. $12: when at the latest. */
  static final String MOVE =
      CART.formatted("check_at = least(p.check_at, $12)")
          + """
          , told as (
            update live_cart c
               set revision = c.revision + 1,
                   event_count = c.event_count + ($13::uuid is not null)::integer
              from moved
             where c.organization_id = $1 and c.environment = $2 and c.id = $3
            returning c.event_count
          )"""
          + EXPLAIN;

  private static final String ENDED =
      CART.formatted("check_at = null, lease_until = null")
          + """
          , told as (
            update live_cart c
               set status = 'open', payment_id = null, revision = c.revision + 1,
                   event_count = c.event_count + ($13::uuid is not null)::integer,
                   expires_at =
                     case when c.expires_at > $18 then c.expires_at
                          else least($12, s.expires_at) end%s
              from moved, checkout_session s
             where c.organization_id = $1 and c.environment = $2 and c.id = $3
               and c.status = 'frozen' and c.payment_id = moved.id
               and s.organization_id = $1 and s.environment = $2 and s.id = c.session_id
            returning c.event_count
          ), stock as materialized (
            select v.id, h.quantity
              from moved
             cross join jsonb_to_recordset(moved.holds) as h (variant uuid, quantity bigint)
              join variant v
                on v.organization_id = $1 and v.environment = $2 and v.id = h.variant
             order by v.id
               for no key update of v
          ), released as (
            update variant v
               set held = v.held - s.quantity
              from stock s
             where v.organization_id = $1 and v.environment = $2 and v.id = s.id
          )"""
          + EXPLAIN;

  /**
   * The payment ends without money: its stock is free again, its cart open. $12: how long a cart
   * lives on that outlived its time meanwhile, though never longer than its session.
   */
  static final String END = ENDED.formatted("");

  /** The same where orders were made already: the cart's parts will be other ones. */
  static final String GIVE_UP = ENDED.formatted(", parts = $19, request_ids = $20");

  static final String FIND =
      """
      select %s
        from payment p
       where p.organization_id = $1 and p.environment = $2 and p.id = $3"""
          .formatted(PaymentRow.COLUMNS);

  static final String LOCATE =
      """
      select %s
        from payment p
       where p.id = $1"""
          .formatted(PaymentRow.COLUMNS);

  static final String LOCATE_AT_GATEWAY =
      """
      select %s
        from payment p
       where p.gateway_id = $2 and p.gateway = $1
       order by p.created_at desc, p.id desc
       limit 1"""
          .formatted(PaymentRow.COLUMNS);

  static final String NEWEST_OF =
      """
      select %s
        from payment p
       where p.organization_id = $1 and p.environment = $2 and p.cart_id = $3
       order by p.created_at desc, p.id desc
       limit 1"""
          .formatted(PaymentRow.COLUMNS);

  static final String IS_SETTLED =
      """
      select exists (
        select from customer_order o
          join payment p
            on p.organization_id = $1 and p.environment = $2 and p.id = o.payment_id
         where o.organization_id = $1 and o.environment = $2 and o.id = $3
           and p.status = 'captured')""";

  static final String GATEWAYS_DUE =
      """
      select distinct gateway
        from payment
       where not is_over and check_at <= $1 and (lease_until is null or lease_until <= $1)""";

  static final String CLAIM_DUE =
      """
      with due as materialized (
        select organization_id, environment, id
          from payment
         where not is_over and check_at <= $1 and (lease_until is null or lease_until <= $1)
           and gateway = $4
         order by check_at
         limit $3
           for no key update skip locked
      )
      update payment p
         set lease_until = $2
        from due
       where p.organization_id = due.organization_id and p.environment = due.environment
         and p.id = due.id
      returning %s"""
          .formatted("p.check_at, " + PaymentRow.COLUMNS);

  /** Of two that were made at once the one with the smaller id comes first. */
  static final String MADE =
      """
      select %s
        from payment p
       where (p.created_at, p.id) >
             (coalesce((select seen.created_at from payment seen where seen.id = $2 limit 1), $1),
              coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid))
       order by p.created_at, p.id
       limit $3"""
          .formatted(PaymentRow.COLUMNS);

  static final String CHECK_AGAIN =
      """
      update payment
         set check_at = case when not is_over then $4::timestamptz end, lease_until = null
       where organization_id = $1 and environment = $2 and id = $3""";

  private PaymentSql() {}
}
