package dev.diddo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A shop that has sold so often. One order is bought, the others are its copies: what a search
 * looks at is the same, and nobody waits for a million checkouts.
 *
 * @param order the one that was bought
 */
record ManyOrders(Shop shop, JsonNode order) {
  /** Every buyer has a name and an email of their own; every tenth order was rejected. */
  private static final String COPY_ORDERS =
      """
      insert into customer_order
        (organization_id, environment, id, number, cart_id, template_cart_id, payment_id, buyer,
         currency, subtotal_minor, shipping_minor, tax_minor, total_minor, created_at,
         email, name, name_reversed, external_customer_id)
      select organization_id, environment, gen_random_uuid(), 'N' || n, gen_random_uuid(),
             template_cart_id, gen_random_uuid(), buyer, currency, subtotal_minor,
             shipping_minor, tax_minor, total_minor, created_at + n * interval '1 second',
             'buyer' || n || '@example.com', 'first' || n || ' last' || n,
             'last' || n || ' first' || n, 'customer-' || n
        from customer_order, generate_series(1, %d) n""";

  private static final String COPY_PARTS =
      """
      insert into merchant_order
        (organization_id, environment, id, order_id, position, store_id, status, part,
         gross_minor, commission_minor, created_at)
      select o.organization_id, o.environment, gen_random_uuid(), o.id, m.position, m.store_id,
             case when right(o.number, 1) = '7' then 'REJECTED' else 'FULFILLED' end,
             m.part, m.gross_minor, m.commission_minor, o.created_at
        from merchant_order m
        join customer_order bought on bought.id = m.order_id
        join customer_order o on o.created_at > bought.created_at""";

  static ManyOrders sold(RunningService service, int count) {
    var shop = Shop.open(service);
    new Checkout(shop).walk((_, _) -> {});
    var order = Web.json(200, Web.by(shop.key(), service.web().get("/orders"))).at("/orders/0");
    // The copies are of no cart and no payment.
    service.sql("alter table customer_order disable trigger all");
    service.sql(COPY_ORDERS.formatted(count - 1));
    service.sql(COPY_PARTS);
    service.sql("vacuum analyze customer_order");
    service.sql("vacuum analyze merchant_order");
    return new ManyOrders(shop, order);
  }

  /** Asks for this, with the order's own words filled in. */
  void ask(String path) {
    var filled =
        path.replace("{id}", order.path("id").asText())
            .replace("{store}", order.at("/merchant_orders/0/store").asText());
    var _ = Web.send(200, Web.by(shop.key(), shop.service().web().get(filled)));
  }
}
