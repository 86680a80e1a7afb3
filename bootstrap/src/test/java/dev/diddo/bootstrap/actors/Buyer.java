package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Somebody with a live cart, who acts with their own token (or through a platform's key). */
public final class Buyer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(50);

  private final Api api;
  private final String token;
  private final String cart;
  private final JsonNode begun;
  private Person person = Person.newYorker();

  private Buyer(Api api, String token, String cart, JsonNode begun) {
    this.api = api;
    this.token = token;
    this.cart = cart;
    this.begun = begun;
  }

  /** A guest. */
  public static Buyer begin(Api api, String template) {
    return of(api, api.patiently(Ask.of("POST", "/checkout/begin/" + template)).is(201));
  }

  public static Buyer begin(Api api, String template, String token) {
    return of(api, api.patiently(Ask.of("POST", "/checkout/begin/" + template).by(token)).is(201));
  }

  private static Buyer of(Api api, Answer begun) {
    var json = begun.json();
    return new Buyer(api, json.path("cst").asText(), json.path("cart").path("id").asText(), json);
  }

  /** Through the older calls: a live cart that a platform drives with its key. */
  public static Buyer through(Platform platform, JsonNode liveCart, Person person) {
    var id = liveCart.path("id").asText();
    var buyer = new Buyer(platform.api(), platform.key(), id, Json.of("cart", liveCart));
    buyer.person = person;
    return buyer;
  }

  public String token() {
    return token;
  }

  public String cartId() {
    return cart;
  }

  public String sessionId() {
    return begun.path("session").path("id").asText();
  }

  /** What begin answered. */
  public JsonNode begun() {
    return begun;
  }

  public Person person() {
    return person;
  }

  public Answer ask(Ask ask) {
    return api.patiently(ask.by(token));
  }

  /** Without coming back when told to, for what is asked by many at once. */
  public Answer askNow(Ask ask) {
    return api.send(ask.by(token));
  }

  public Answer get(String path) {
    return ask(Ask.get(path));
  }

  public Answer post(String path, JsonNode body) {
    return ask(Ask.post(path, body));
  }

  // ---- on the way

  public Buyer describe(Person who) {
    person = who;
    post("/checkout/shipping", Json.of("buyer_info", who.json())).is(200);
    return this;
  }

  /** Changes some fields of the address. */
  public Buyer correct(Object... fields) {
    post("/checkout/shipping", Json.of("buyer_info", Json.of(fields))).is(200);
    return this;
  }

  /** Takes the first method of every store. */
  public Buyer chooseShipping() {
    var methods = Json.list();
    for (var store : cart().path("stores")) {
      var first = store.path("offer").path("shipping_methods").path(0).path("id");
      methods.add(choice(store.path("store").asText(), first.asText()));
    }
    post("/checkout/shipping/method", Json.of("shipping_methods", methods)).is(200);
    return this;
  }

  public Buyer chooseShipping(String store, String method) {
    post("/checkout/shipping/method", choice(store, method)).is(200);
    return this;
  }

  private static JsonNode choice(String store, String method) {
    return Json.of("store", store, "shipping_method_id", method);
  }

  /** With an address and a method of every store: all that is left is to pay. */
  public Buyer ready() {
    return describe(person).chooseShipping();
  }

  // ---- paying

  public Answer pay(Object... fields) {
    return post("/checkout/" + cart, Json.of(fields));
  }

  /** Opens the payment; answers the provider's page. */
  public SandboxPage openPayment(Object... fields) {
    return new SandboxPage(api, pay(fields).is(201).json().path("url").asText());
  }

  public Buyer payAtSandbox(Card card) {
    openPayment().present(card).is(303);
    return this;
  }

  /** From an empty form to the paid order. */
  public Buyer buy() {
    ready().payAtSandbox(Card.APPROVED).awaitSubmitted();
    return this;
  }

  public Answer cancelPayment() {
    return ask(Ask.of("DELETE", "/checkout/" + cart));
  }

  // ---- looking

  public Answer readCart() {
    return get("/cart/" + cart);
  }

  public JsonNode cart() {
    return readCart().ok();
  }

  public String cartText() {
    return readCart().is(200).text();
  }

  public long total() {
    return cart().path("cost").path("total").path("value").asLong();
  }

  public JsonNode status() {
    return get("/cart/status/" + cart).ok();
  }

  public String paymentStatus() {
    return status().path("payment").path("status").asText("none");
  }

  public JsonNode awaitSubmitted() {
    return awaitStatus(status -> status.path("status").asText().equals("SUBMITTED"), PATIENCE);
  }

  public JsonNode awaitPayment(String wanted) {
    return awaitStatus(
        status -> status.path("payment").path("status").asText().equals(wanted), PATIENCE);
  }

  public JsonNode awaitStatus(Predicate<JsonNode> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      var status = status();
      if (wanted.test(status)) {
        return status;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("After " + patience + " the status is still " + status);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
