package dev.diddo.bootstrap.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.actors.StatusStream;
import dev.diddo.bootstrap.faults.SandboxNotice;
import java.util.List;

/** Everything that can be done, each once. */
final class Tour {
  private final RunningService service;
  private final Platform platform;

  Tour(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  void go() {
    documents();
    organization();
    var shop = platform.shop(Goods.of("Mug", 1299), Goods.of("Cap", 2000));
    stores();
    catalogue(shop);
    var template = carts(shop);
    sharing(template);
    older(shop, template);
    checkout(template);
    webhooks();
    orders();
    dashboard();
    endings(template);
  }

  private Answer get(String path) {
    return platform.api().send(Ask.get(path));
  }

  private void cached(String path) {
    platform.api().send(Ask.get(path).with("If-None-Match", get(path).is(200).etag())).is(304);
  }

  private void documents() {
    List.of(
            "/openapi.yaml",
            "/docs",
            "/web/docs/docs.js",
            "/web/docs/lib/swagger-ui.css",
            "/web/checkout/main.js",
            "/c/01JD0000000000000000000000",
            "/dashboard",
            "/dashboard/orders/01JD0000000000000000000000",
            "/dashboard/webhooks",
            "/dashboard/audit",
            "/dashboard/settings",
            "/checkout?cart_id=01JD0000000000000000000000")
        .forEach(this::cached);
    platform.api().send(Ask.get("/").with("Accept", "text/html")).is(303);
    get("/sandbox/payments/style.css").is(200);
  }

  private void organization() {
    platform.get("/organization").is(200);
    platform.patch("/organization", Json.of("brand", Json.of("colour", "#0b5d4e"))).is(200);
  }

  private void stores() {
    var spare = platform.post("/stores", Shop.draft()).is(201).json().path("id").asText();
    platform.get("/stores?limit=1").is(200);
    platform.get("/stores/" + spare).is(200);
    platform.patch("/stores/" + spare, Json.of("name", "Another")).is(200);
    platform.delete("/stores/" + spare).is(204);
  }

  private void catalogue(Shop shop) {
    var products = platform.get("/products?q=cap&sort=-price&available=true").is(200).json();
    platform.post("/products", Json.of("store", List.of(shop.name()))).is(200);
    platform.get("/products/" + products.path("products").path(0).path("id").asText()).is(200);

    var csv =
        """
        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price
        pin,Pin,Title,Default Title,PIN-1,3.50
        bad,Bad,Title,Default Title,BAD-1,abc
        """;
    platform.ask(Ask.of("POST", "/stores/" + shop.id() + "/catalog").text("text/csv", csv)).is(200);
    var pin = platform.get("/products?q=pin").is(200).json().path("products").path(0);
    var variant = pin.path("variants").path(0).path("id").asText();
    platform.patch("/variants/" + variant, Json.of("price", 400)).is(200);
    platform.delete("/variants/" + variant).is(204);
    platform.delete("/products/" + pin.path("id").asText()).is(204);
  }

  private String carts(Shop shop) {
    var template = platform.template(shop.all());
    var cap = Json.of("variant_id", shop.variant("Cap"), "quantity", 2);
    platform.post("/cart/update", Json.of("cart_id", template, "item", cap)).is(200);
    var removal = Json.of("cart_id", template, "variant_id", shop.variant("Cap"));
    platform.ask(Ask.of("DELETE", "/cart/items").json(removal)).is(200);
    var read = platform.get("/cart/" + template).is(200);
    platform.ask(Ask.get("/cart/" + template).with("If-None-Match", read.etag())).is(304);
    platform.get("/cart/status/" + template).is(200);
    return template;
  }

  private void sharing(String template) {
    List.of("/qr", "/qr.svg", "/qr.png")
        .forEach(picture -> cached("/checkout/" + template + picture));
  }

  private void older(Shop shop, String template) {
    var person = Json.of("cart_id", template, "buyer_identity", Person.newYorker().json());
    JsonNode live = platform.post("/cart/customer", person).is(201).json();
    var id = live.path("id").asText();
    var city = Json.of("cart_id", id, "buyer_identity", Json.of("city", "Boston"));
    platform.post("/cart/customer", city).is(200);
    platform.get("/cart/" + id + "/shipping").is(200);
    platform.get("/cart/shipping-rates/" + id).is(200);
    var choice = Json.of("cart_id", id, "store", shop.name(), "shipping_method_id", "standard");
    platform.post("/cart/shipping/method", choice).is(200);
    platform.post("/cart/shipping-method", choice).is(200);
    platform.delete("/cart/" + id).is(204);
  }

  private void checkout(String template) {
    var token = platform.mint(Json.of("external_customer_id", "c-1"));
    var buyer = Buyer.begin(platform.api(), template, token);
    buyer.ask(Ask.of("POST", "/checkout/begin/" + template)).is(200);
    buyer.ready().get("/checkout/session").is(200);
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), buyer.token())) {
      stream.next();
    }
    var status = Ask.get("/cart/status/" + buyer.cartId());
    var etag = buyer.ask(status).is(200).etag();
    buyer.ask(status.with("If-None-Match", etag)).is(304);

    var page = buyer.openPayment();
    page.open().is(200);
    page.present(Card.CHALLENGED).is(303);
    page.open().is(303);
    platform.api().send(Ask.get(page.url() + "/challenge")).is(200);
    page.answerChallenge("pass").is(303);
    buyer.awaitSubmitted();

    platform.get("/orders").is(200);
    var order = platform.orderOf(buyer);
    platform.get("/orders/" + order.path("id").asText() + "/events").is(200);
    SandboxNotice.about(buyer.status().path("payment").path("id").asText())
        .send(platform.api(), RunningService.SANDBOX_SECRET)
        .is(204);
  }

  private void webhooks() {
    var draft =
        Json.of(
            "url",
            "https://hooks.example/diddo",
            "events",
            List.of("order.submitted", "order.updated"));
    var path = "/webhook/" + platform.post("/webhook", draft).is(201).json().path("id").asText();
    platform.get("/webhook?active=true&event=order.updated").is(200);
    platform.get(path).is(200);
    platform.put(path, Json.of("description", "For the warehouse")).is(200);
    platform.post(path + "/secret", Json.of()).is(200);
    var test = platform.post(path + "/test", Json.of()).is(202).json();
    platform.get(path + "/deliveries?status=pending").is(200);
    var delivery = path + "/deliveries/" + test.path("id").asText();
    platform.post(delivery + "/replay", Json.of()).is(202);
    platform.post(path + "/replay", Json.of("since", "2026-11-23T00:00:00Z")).is(202);
    var desk = service.newOperator(platform.organization(), "support").signIn();
    desk.get("/webhook").is(200);
    desk.get(path + "/deliveries").is(200);
    desk.post(delivery + "/replay", Json.of()).is(202);
    platform.delete(path).is(204);
  }

  private void orders() {
    var shop = platform.shop(Goods.of("Scarf", 2400));
    service.letDecide(platform, shop.id());
    var buyer = platform.guest(platform.template(shop.all())).ready();
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var order = platform.orderOf(buyer);
    var part = order.path("merchant_orders").path(0).path("id").asText();
    var path = "/orders/" + order.path("id").asText() + "/merchant_orders/" + part;
    platform.post(path + "/acceptance", Json.of("status", "accepted")).is(201);
    buyer.awaitSubmitted();
    platform.post(path + "/refunds", Json.of("amount", 500, "reason", "Late")).is(201);
    var action = Json.of("type", "age_verification", "message", "Say how old you are");
    var open = platform.post(path + "/required_actions", action).is(201).json().path("id").asText();
    buyer.status();
    platform.delete(path + "/required_actions/" + open).is(204);
    var sent = platform.post(path + "/fulfillments", Json.of("carrier", "UPS")).is(201).json();
    var tracking = Json.of("tracking_number", "1Z999AA10123456784");
    platform.patch(path + "/fulfillments/" + sent.path("id").asText(), tracking).is(200);
    platform.post(path + "/returns", Json.of("reason", "Too small", "restock", true)).is(201);
    platform.get("/orders/" + order.path("id").asText()).is(200);
    platform.get("/orders/" + order.path("id").asText() + "/events").is(200);
    var told = "/orders/" + order.path("id").asText() + "/deliveries";
    platform.post(told + "/" + first(platform.get(told)) + "/replay", Json.of()).is(202);
    customers(buyer);
    cancelled(shop);
  }

  private static String first(Answer deliveries) {
    return deliveries.is(200).json().path("deliveries").path(0).path("id").asText();
  }

  /** What was sent and came back is over, and its buyer may go. */
  private void customers(Buyer buyer) {
    var them = Json.of("email", buyer.person().email());
    platform.post("/customers/export", them).is(200);
    platform.post("/customers/erasure", them).is(200);
  }

  private void cancelled(Shop shop) {
    var buyer = platform.guest(platform.template(shop.all())).ready();
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var order = platform.orderOf(buyer);
    var part = order.path("merchant_orders").path(0).path("id").asText();
    var path = "/orders/" + order.path("id").asText() + "/merchant_orders/" + part;
    platform.post(path + "/cancellation", Json.of("reason", "Sold out")).is(201);
  }

  private void dashboard() {
    var shop = platform.shop(Goods.of("Flag", 2400));
    service.letDecide(platform, shop.id());
    var buyer = platform.guest(platform.template(shop.all())).ready();
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    var desk = service.newOperator(platform.organization(), "admin").signIn();
    desk.get("/me").is(200);
    var sought = Json.of("q", buyer.person().email());
    var found = desk.post("/orders", sought).is(200).json().path("orders");
    var order = "/orders/" + found.path(0).path("id").asText();
    desk.get(order).is(200);
    desk.get(order + "/events").is(200);
    var told = order + "/deliveries";
    desk.post(told + "/" + first(desk.get(told)) + "/replay", Json.of()).is(202);
    var part = found.path(0).path("merchant_orders").path(0).path("id").asText();
    var path = order + "/merchant_orders/" + part;
    desk.post(path + "/acceptance", Json.of("status", "accepted")).is(201);
    buyer.awaitSubmitted();
    desk.post(path + "/refunds/preview", Json.of("amount", 500)).is(200);
    desk.post(path + "/refunds", Json.of("amount", 500)).is(201);
    desk.post(path + "/fulfillments", Json.of("carrier", "UPS")).is(201);
    desk.post(path + "/returns", Json.of("reason", "Too small")).is(201);
    var other = platform.guest(platform.template(platform.shop(Goods.of("Pen", 900)).all()));
    other.buy();
    var theirs = platform.orderOf(other);
    desk.post(
            "/orders/"
                + theirs.path("id").asText()
                + "/merchant_orders/"
                + theirs.path("merchant_orders").path(0).path("id").asText()
                + "/cancellation",
            Json.of())
        .is(201);
    desk.get("/settings").is(200);
    desk.patch("/settings", Json.of("panels", List.of("timeline"))).is(200);
    desk.get("/audit").is(200);
    desk.signOut().is(204);
  }

  private void endings(String template) {
    var buyer = platform.guest(template).ready();
    var page = buyer.openPayment();
    platform.api().send(Ask.get(page.url() + "/challenge")).is(303);
    buyer.cancelPayment().is(204);
    buyer.openPayment().cancel().is(303);
    platform.delete("/cart/" + template).is(204);
  }
}
