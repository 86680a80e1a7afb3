package dev.diddo.persistence;

/** The statements that write orders. Their parameters are those of {@link OrderTuples}. */
final class OrderSql {
  /**
   * Writes an order with all that belongs to it, and its events, or what has changed of it. What
   * was bought, by whom and for how much of each store never changes.
   *
   * <p>It follows a {@code told} with the cart's count of events, these included; where that is
   * empty nothing is written.
   */
  static final String STORED =
      """
      , ordered as (
        insert into customer_order
          (organization_id, environment, id, number, cart_id, template_cart_id, payment_id, buyer,
           external_customer_id, currency, subtotal_minor, shipping_minor, tax_minor, total_minor,
           created_at, email, name, name_reversed, policy, decision, disputes)
        select $1, $2, $5, $6, $3, $7, $4, $8,
               $9, $10, $11, $12, $13, $14,
               $15, $16, $17, $18, $19, $20, $21
          from told
        on conflict (organization_id, environment, id) do update
           set subtotal_minor = excluded.subtotal_minor, shipping_minor = excluded.shipping_minor,
               tax_minor = excluded.tax_minor, total_minor = excluded.total_minor,
               decision = excluded.decision, disputes = excluded.disputes
      ), routed as (
        insert into merchant_order
          (organization_id, environment, id, order_id, position, store_id, status, part,
           gross_minor, commission_minor, account, reason, decide_by, captured,
           fulfillments, returns, required_actions, created_at)
        select $1, $2, m.id, $5, m.position, m.store_id, m.status, m.part::jsonb,
               m.gross, m.commission, m.account, m.reason, m.decide_by, m.captured,
               m.fulfillments::jsonb, m.returns::jsonb, m.required_actions::jsonb, $15
          from told,
               unnest($22::uuid[], $23::uuid[], $24::text[], $25::text[], $26::bigint[],
                      $27::bigint[], $28::text[], $29::text[], $30::timestamptz[],
                      $31::boolean[], $32::text[], $33::text[], $34::text[])
                 with ordinality
                 as m (id, store_id, status, part, gross, commission, account, reason, decide_by,
                       captured, fulfillments, returns, required_actions, position)
        on conflict (organization_id, environment, order_id, id) do update
           set status = excluded.status, reason = excluded.reason,
               decide_by = excluded.decide_by, captured = excluded.captured,
               fulfillments = excluded.fulfillments, returns = excluded.returns,
               required_actions = excluded.required_actions
      ), refunded as (
        insert into refund
          (organization_id, environment, order_id, merchant_order_id, id, position, amount_minor,
           commission_minor, reason, lines, status, created_at)
        select $1, $2, $5, r.merchant_order, r.id, r.position, r.amount,
               r.commission, r.reason, r.lines::jsonb, r.status, r.created_at
          from told,
               unnest($35::uuid[], $36::uuid[], $37::integer[], $38::bigint[], $39::bigint[],
                      $40::text[], $41::text[], $42::text[], $43::timestamptz[])
                 as r (id, merchant_order, position, amount, commission, reason, lines, status,
                       created_at)
        on conflict (organization_id, environment, order_id, id) do update
           set status = excluded.status
      ), explained as (
        insert into event
          (organization_id, environment, cart_id, sequence, id, type, created_at, order_id,
           snapshot, change)
        select $1, $2, $3, told.event_count - cardinality($44::uuid[]) + e.position, e.id, e.type,
               e.created_at, $5, e.snapshot::jsonb, e.change::jsonb
          from told,
               unnest($44::uuid[], $45::text[], $46::timestamptz[], $47::text[], $48::text[])
                 with ordinality
                 as e (id, type, created_at, snapshot, change, position)
      )""";

  /** Its cart counts the change, so that whoever watches sees it. */
  static final String WRITE =
      """
      with told as (
        update live_cart c
           set revision = c.revision + 1,
               event_count = c.event_count + cardinality($44::uuid[])
         where c.organization_id = $1 and c.environment = $2 and c.id = $3
        returning c.event_count
      )"""
          + STORED
          + """

      select exists (select from told)""";

  /** What is read afterwards is as it is once this lock was had. */
  static final String LOCK =
      """
      select c.id
        from customer_order o
        join live_cart c
          on c.organization_id = $1 and c.environment = $2 and c.id = o.cart_id
       where o.organization_id = $1 and o.environment = $2 and o.id = $3
         for no key update of c""";

  /** Units are locked in the order of their ids, as everywhere. */
  static final String PUT_BACK =
      """
      with stock as materialized (
        select v.id, w.quantity
          from payment p
         cross join jsonb_to_recordset(p.holds) as h (variant uuid, quantity bigint)
          join unnest($4::uuid[], $5::bigint[]) as w (variant_id, quantity)
            on w.variant_id = h.variant
          join variant v
            on v.organization_id = $1 and v.environment = $2 and v.id = h.variant
         where p.organization_id = $1 and p.environment = $2 and p.id = $3 and v.tracked
         order by v.id
           for no key update of v
      )
      update variant v
         set on_hand = v.on_hand + s.quantity
        from stock s
       where v.organization_id = $1 and v.environment = $2 and v.id = s.id""";

  private OrderSql() {}
}
