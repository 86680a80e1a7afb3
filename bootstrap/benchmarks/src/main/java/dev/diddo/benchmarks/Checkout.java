package dev.diddo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** One buyer, who takes one step after the other. For one thread. */
final class Checkout {
  private static final Map<String, String> ADDRESS =
      Map.of(
          "first_name", "Ada",
          "last_name", "Byron",
          "phone", "+12125550123",
          "address1", "1 Main Street",
          "city", "New York",
          "province_code", "NY",
          "postal_code", "10001",
          "country_code", "US");
  private static final String CARD =
      "card_number=4242424242424242&exp=12%2F34&cvc=123&name=Ada+Byron";

  // A page asks far less often; asking at once again would measure the asking.
  private static final Duration ASK_AGAIN = Duration.ofMillis(5);
  private static final int ASK_AT_MOST = 4_000;

  private final Shop shop;
  private final Web web;
  private String token = "";
  private String cart = "";
  private List<Map<String, String>> methods = List.of();
  private String page = "";

  Checkout(Shop shop) {
    this.shop = shop;
    this.web = shop.service().web();
  }

  /** All of it; tells how long each step took. */
  void walk(BiConsumer<Step, Duration> took) {
    for (var step : Step.values()) {
      long began = System.nanoTime();
      take(step);
      took.accept(step, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** The steps come in their order, each once. */
  void take(Step step) {
    switch (step) {
      case BEGIN -> begin();
      case SHIPPING -> describe();
      case METHOD -> choose();
      case PAY -> pay();
      case CARD -> presentCard();
      case SUBMITTED -> awaitSubmitted();
    }
  }

  private void begin() {
    var begun = shop.begin();
    token = begun.path("cst").asText();
    cart = begun.at("/cart/id").asText();
    var choices = new ArrayList<Map<String, String>>();
    for (var store : begun.at("/cart/stores")) {
      choices.add(Map.of("store", store.path("store").asText(), "shipping_method_id", "post"));
    }
    methods = choices;
  }

  private void describe() {
    var buyer = new HashMap<>(ADDRESS);
    buyer.put("email", cart + "@example.com");
    var _ = post(200, "/checkout/shipping", Map.of("buyer_info", buyer));
  }

  private void choose() {
    var _ = post(200, "/checkout/shipping/method", Map.of("shipping_methods", methods));
  }

  private void pay() {
    page = post(201, "/checkout/" + cart, Map.of()).path("url").asText();
  }

  private void presentCard() {
    var _ = Web.send(303, web.post(page, "application/x-www-form-urlencoded", CARD));
  }

  private void awaitSubmitted() {
    for (int asked = 0; asked < ASK_AT_MOST; asked++) {
      if (get("/cart/status/" + cart).path("status").asText().equals("SUBMITTED")) {
        return;
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
    throw new IllegalStateException("A checkout was paid and never submitted");
  }

  /** What the page holds that waits: the status, and its tag. */
  String statusTag() {
    return Web.send(200, Web.by(token, web.get("/cart/status/" + cart)))
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  /** Asks whether anything changed since; fails if something did. */
  void pollUnchanged(String tag) {
    var poll = Web.by(token, web.get("/cart/status/" + cart)).header("If-None-Match", tag);
    var _ = Web.send(304, poll);
  }

  private JsonNode get(String path) {
    return Web.json(200, Web.by(token, web.get(path)));
  }

  private JsonNode post(int wanted, String path, Object json) {
    return Web.json(wanted, Web.by(token, web.post(path, json)));
  }
}
