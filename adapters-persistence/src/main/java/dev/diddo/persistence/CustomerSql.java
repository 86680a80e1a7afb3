package dev.diddo.persistence;

/**
 * The statements that find a person and take them out. $3 is their email as it is compared, $4 the
 * platform's id of them; either may be null.
 */
final class CustomerSql {
  /**
   * Their sessions. Each way to know one is a search of its own in an index of its own. $5: only
   * older ones than this; $6: at most so many.
   */
  static final String SESSIONS =
      """
      with named as materialized (
        select s.id
          from checkout_session s
         where s.organization_id = $1 and s.environment = $2
           and s.customer ? 'email' and folded_email(s.customer ->> 'email') collate "C" = $3
        union
        select s.id
          from checkout_session s
         where s.organization_id = $1 and s.environment = $2 and s.external_customer_id = $4
        union
        select c.session_id
          from live_cart c
         where c.organization_id = $1 and c.environment = $2
           and c.buyer ? 'email' and folded_email(c.buyer ->> 'email') collate "C" = $3
        union
        select c.session_id
          from payment p
          join live_cart c
            on c.organization_id = $1 and c.environment = $2 and c.id = p.cart_id
         where p.organization_id = $1 and p.environment = $2
           and p.email is not null
           and folded_email(p.email) collate "C" = $3
        union
        select c.session_id
          from customer_order o
          join live_cart c
            on c.organization_id = $1 and c.environment = $2 and c.id = o.cart_id
         where o.organization_id = $1 and o.environment = $2 and o.email = $3
        union
        select c.session_id
          from customer_order o
          join live_cart c
            on c.organization_id = $1 and c.environment = $2 and c.id = o.cart_id
         where o.organization_id = $1 and o.environment = $2 and o.external_customer_id = $4
      )
      select s.*
        from named
        join checkout_session s
          on s.organization_id = $1 and s.environment = $2 and s.id = named.id
       where $5::uuid is null or s.id < $5
       order by s.id desc
       limit $6""";

  /** From then on nobody begins another cart in one of them. */
  static final String LOCK_SESSIONS =
      """
      select s.id
        from checkout_session s
       where s.organization_id = $1 and s.environment = $2 and s.id = any($3::uuid[])
       order by s.id
         for update""";

  /** From then on no payment of one of them is opened or moved, and no order changed. */
  static final String LOCK_CARTS =
      """
      select c.id
        from live_cart c
       where c.organization_id = $1 and c.environment = $2 and c.session_id = any($3::uuid[])
       order by c.id
         for no key update""";

  static final String CARTS =
      """
      select %s
        from live_cart c
       where c.organization_id = $1 and c.environment = $2 and c.session_id = any($3::uuid[])
       order by c.id desc"""
          .formatted(LiveCartRow.COLUMNS);

  static final String PAYMENTS =
      """
      select %s
        from live_cart c
        join payment p
          on p.organization_id = $1 and p.environment = $2 and p.cart_id = c.id
       where c.organization_id = $1 and c.environment = $2 and c.session_id = any($3::uuid[])
       order by p.created_at desc, p.id desc"""
          .formatted(PaymentRow.COLUMNS);

  static final String ORDERS =
      """
      select %s
        from live_cart c
        join payment p
          on p.organization_id = $1 and p.environment = $2 and p.cart_id = c.id
        join customer_order o
          on o.organization_id = $1 and o.environment = $2 and o.payment_id = p.id
        join merchant_order m
          on m.organization_id = $1 and m.environment = $2 and m.order_id = o.id
       where c.organization_id = $1 and c.environment = $2 and c.session_id = any($3::uuid[])
       order by o.created_at desc, o.id desc, m.position"""
          .formatted(OrderRow.COLUMNS);

  /** Those under our names for them, and those whom their payments named. */
  static final String SAVED =
      """
      select g.gateway, g.gateway_id
        from gateway_customer g
       where g.organization_id = $1 and g.environment = $2 and g.reference = any($4::text[])
      union
      select p.gateway, p.customer
        from live_cart c
        join payment p
          on p.organization_id = $1 and p.environment = $2 and p.cart_id = c.id
       where c.organization_id = $1 and c.environment = $2 and c.session_id = any($3::uuid[])
         and p.customer is not null
       order by 1, 2""";

  static final String ERASE_SESSIONS =
      """
      update checkout_session
         set customer = '{}', external_customer_id = null, success_url = null, cancel_url = null
       where organization_id = $1 and environment = $2 and id = any($3::uuid[])""";

  /** Counted up, so that a change which began before it finds the cart changed. */
  static final String ERASE_CARTS =
      """
      update live_cart c
         set buyer = '{}', parts = e.parts::jsonb, version = c.version + 1,
             revision = c.revision + 1
        from unnest($3::uuid[], $4::text[]) as e (id, parts)
       where c.organization_id = $1 and c.environment = $2 and c.id = e.id""";

  /** Of the addresses that a buyer was sent to afterwards only the server stays. */
  static final String ERASE_PAYMENTS =
      """
      update payment
         set email = null, customer = null, client = null, url = null,
             success_url = substring(success_url from '^[^:]+://[^/?#]+'),
             cancel_url = substring(cancel_url from '^[^:]+://[^/?#]+')
       where organization_id = $1 and environment = $2 and id = any($3::uuid[])""";

  static final String ERASE_ORDERS =
      """
      update customer_order o
         set buyer = e.buyer::jsonb, external_customer_id = null,
             email = null, name = null, name_reversed = null
        from unnest($3::uuid[], $4::text[]) as e (id, buyer)
       where o.organization_id = $1 and o.environment = $2 and o.id = e.id""";

  static final String ERASE_MERCHANT_ORDERS =
      """
      update merchant_order m
         set part = e.part::jsonb, reason = null, required_actions = '[]',
             fulfillments = e.fulfillments::jsonb, returns = e.returns::jsonb
        from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[])
               as e (order_id, id, part, fulfillments, returns)
       where m.organization_id = $1 and m.environment = $2
         and m.order_id = e.order_id and m.id = e.id""";

  static final String ERASE_REFUNDS =
      """
      update refund
         set reason = null
       where organization_id = $1 and environment = $2 and order_id = any($3::uuid[])
         and reason is not null""";

  static final String ERASE_ANSWERS =
      """
      delete from idempotency_key
       where organization_id = $1 and environment = $2 and session_id = any($3::uuid[])""";

  static final String LET_GO =
      """
      with kept as (
        delete from gateway_customer g
         using unnest($3::text[], $4::text[]) as e (gateway, gateway_id)
         where g.organization_id = $1 and g.environment = $2
           and g.gateway = e.gateway and g.gateway_id = e.gateway_id
      )
      insert into leaving_customer (organization_id, environment, gateway, gateway_id, due_at)
      select $1, $2, e.gateway, e.gateway_id, $5
        from unnest($3::text[], $4::text[]) as e (gateway, gateway_id)
      on conflict do nothing""";

  private CustomerSql() {}
}
