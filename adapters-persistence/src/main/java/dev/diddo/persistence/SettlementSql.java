package dev.diddo.persistence;

/** What becomes true when the money is there. It takes its locks as {@link PaymentSql} does. */
final class SettlementSql {
  /**
   * One that is to be given back, or of which another amount is to be taken, is not settled: what
   * stands in its order is that. Nor is one that was authorised meanwhile: it has an order already.
   * $57: whether it was when it was found.
   */
  static final String SETTLE =
      """
      with cart as materialized (
        select c.id
          from live_cart c
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
           and c.status = 'frozen' and c.payment_id = $4
           for no key update
      ), settled as (
        update payment p
           set status = 'captured', gateway_id = $49, capture_minor = $50, url = null,
               client = null, challenged = false, reason = null, check_at = null,
               lease_until = null
         where p.organization_id = $1 and p.environment = $2 and p.id = $4
           and (p.status in ('submitting', 'open', 'unknown', 'authorised')
                or (p.status = 'capturing' and p.capture_minor = $50))
           and (p.status in ('authorised', 'capturing')) = $57
           and exists (select from cart)
        returning p.id, p.holds
      ), told as (
        update live_cart c
           set status = 'submitted', order_id = $5, revision = c.revision + 1,
               event_count = c.event_count + cardinality($44::uuid[])
          from settled
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
        returning c.event_count
      ), stock as materialized (
        select v.id, h.quantity, least(h.quantity, coalesce(w.quantity, 0)) as sold
          from settled
         cross join jsonb_to_recordset(settled.holds) as h (variant uuid, quantity bigint)
          join variant v
            on v.organization_id = $1 and v.environment = $2 and v.id = h.variant
          left join unnest($51::uuid[], $52::bigint[]) as w (variant_id, quantity)
            on w.variant_id = h.variant
         order by v.id
           for no key update of v
      ), sold as (
        update variant v
           set held = v.held - s.quantity,
               on_hand =
                 case when v.tracked then greatest(v.on_hand - s.sold, 0)
                      else v.on_hand end
          from stock s
         where v.organization_id = $1 and v.environment = $2 and v.id = s.id
      ), booked as (
        insert into ledger_entry
          (organization_id, environment, payment_id, position, account, store_id, amount_minor,
           currency, created_at)
        select $1, $2, $4, l.position, l.account, l.store_id, l.amount, l.currency, $15
          from settled,
               unnest($53::text[], $54::uuid[], $55::bigint[], $56::text[])
                 with ordinality
                 as l (account, store_id, amount, currency, position)
      )"""
          + OrderSql.STORED
          + """

      select exists (select from settled) as settled""";

  private SettlementSql() {}
}
