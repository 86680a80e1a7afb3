package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.webhooks.Receiver;
import dev.diddo.bootstrap.webhooks.Receiver.Received;
import dev.diddo.bootstrap.webhooks.Receiver.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two brands take their orders at endpoints of their own. */
@ExtendWith(SharedService.class)
class OrdersForBrandsTest {
  private final Receiver mugMaker = Receiver.open();
  private final Receiver penMaker = Receiver.open();
  private final RunningService service;
  private final Platform platform;
  private final Shop mugs;
  private final Shop pens;
  private final String secret;
  private final Buyer buyer;

  OrdersForBrandsTest(RunningService service) {
    this.service = service;
    platform = service.newPlatform();
    mugs = platform.shop(Goods.of("Mug", 1299).stocked(3));
    pens = platform.shop(Goods.of("Pen", 301).stocked(3));
    secret = connect(mugs, mugMaker);
    connect(pens, penMaker);
    var both = Stream.concat(mugs.all(), pens.all());
    buyer = platform.guest(platform.template(both)).ready();
  }

  private String connect(Shop shop, Receiver receiver) {
    var change = Json.of("order_endpoint", receiver.url());
    var store = platform.patch("/stores/" + shop.id(), change).ok();
    return store.path("order_endpoint_secret").asText();
  }

  @AfterEach
  void close() {
    mugMaker.close();
    penMaker.close();
  }

  @Test
  void each_gets_its_own_part_signed_with_what_it_needs_to_send_it() {
    says(mugMaker, "accepted");
    says(penMaker, "accepted");
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    var order = platform.orderOf(buyer);
    var asked = mugMaker.await(1).getFirst();
    assertThat(asked.type()).isEqualTo("merchant_order.created");
    assertThat(asked.isSignedBy(secret)).isTrue();
    var data = asked.json().path("data");
    assertThat(data.at("/merchant_order/store_id").asText()).isEqualTo(mugs.id());
    assertThat(data.at("/merchant_order/status").asText()).isEqualTo("SUBMITTED");
    assertThat(data.at("/items/0/sku")).isEqualTo(mugs.variants().get("Mug").path("sku"));
    assertThat(data.at("/items/0/quantity").asInt()).isEqualTo(1);
    assertThat(data.at("/buyer_identity/email").asText()).isEqualTo(buyer.person().email());
    assertThat(data.path("order_number").asText()).isEqualTo(order.path("number").asText());
    assertThat(data.path("payment_reference").asText()).hasSize(26);
    assertThat(asked.body())
        .doesNotContain(pens.id(), "Pen", Card.APPROVED.number())
        .contains(partOf(order, mugs).path("id").asText());
    assertThat(penMaker.await(1).getFirst().body()).doesNotContain(mugs.id());
    assertThat(order.path("status").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void what_one_rejects_the_other_hears_of() {
    platform.patch("/organization", Json.of("policy", "all_or_nothing")).ok();
    says(mugMaker, "accepted");
    penMaker.answering(
        _ -> Reply.of(200).saying("{\"status\": \"rejected\", \"reason\": \"Sold out\"}"));
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("cancelled");
    var order = platform.orderOf(buyer);
    assertThat(partOf(order, pens).path("status").asText()).isEqualTo("REJECTED");
    assertThat(partOf(order, pens).path("reason").asText()).isEqualTo("Sold out");
    assertThat(partOf(order, mugs).path("status").asText()).isEqualTo("CANCELLED");
    var told = mugMaker.await(2).getLast();
    assertThat(told.type()).isEqualTo("merchant_order.cancelled");
    assertThat(told.isSignedBy(secret)).isTrue();
    assertThat(penMaker.received()).extracting(Received::type).doesNotContain(told.type());
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(3);
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
  }

  @Test
  void one_that_wants_to_think_decides_by_a_call_with_a_key_of_its_own() {
    says(mugMaker, "pending");
    says(penMaker, "accepted");
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    penMaker.await(1);
    var order = platform.orderOf(buyer);
    var path =
        "/orders/%s/merchant_orders/%s/acceptance"
            .formatted(
                order.path("id").asText(),
                mugMaker.await(1).getFirst().json().at("/data/merchant_order/id").asText());
    platform.post(path, Json.of("status", "accepted")).is(201);
    buyer.awaitSubmitted();
    platform.post(path, Json.of("status", "rejected")).refused(409, "WRONG_STATUS");
  }

  @Test
  void who_was_told_is_seen_by_the_platform_and_of_each_store_by_itself() {
    says(mugMaker, "accepted");
    says(penMaker, "accepted");
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    var path = "/orders/" + platform.orderOf(buyer).path("id").asText() + "/deliveries";
    Eventually.holds(() -> deliveries(platform, path).stream().allMatch(this::isTaken));
    assertThat(deliveries(platform, path))
        .extracting(it -> it.at("/recipient/id").asText())
        .containsExactlyInAnyOrder(mugs.id(), pens.id());
    var mugsAlone =
        new Platform(
            platform.api(), platform.organization(), service.newStoreKey(platform, mugs.id()));
    assertThat(deliveries(mugsAlone, path))
        .extracting(it -> it.at("/recipient/id").asText())
        .containsExactly(mugs.id());
    for (var told : deliveries(platform, path)) {
      var again = path + "/" + told.path("id").asText() + "/replay";
      service.newPlatform().post(again, Json.of()).refused(404, "NOT_FOUND");
      if (told.at("/recipient/id").asText().equals(mugs.id())) {
        mugsAlone.post(again, Json.of()).is(202);
      } else {
        mugsAlone.post(again, Json.of()).refused(404, "NOT_FOUND");
      }
    }
  }

  private boolean isTaken(JsonNode delivery) {
    return delivery.path("status").asText().equals("delivered");
  }

  private static List<JsonNode> deliveries(Platform platform, String path) {
    return Json.items(platform.get(path).ok().path("deliveries"));
  }

  @Test
  void one_that_answers_nonsense_is_asked_again_with_the_same_id() {
    penMaker.answering(_ -> Reply.of(200).saying("{\"status\": \"maybe\"}"));
    says(mugMaker, "accepted");
    buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
    penMaker.await(1);
    says(penMaker, "accepted");
    var asked = penMaker.await(2);
    assertThat(asked.getLast().id()).isEqualTo(asked.getFirst().id());
    buyer.awaitSubmitted();
  }

  private static void says(Receiver receiver, String status) {
    receiver.answering(
        one ->
            one.type().equals("merchant_order.created")
                ? Reply.of(200).saying("{\"status\": \"" + status + "\"}")
                : Reply.of(204));
  }

  private static JsonNode partOf(JsonNode order, Shop shop) {
    var parts = order.path("merchant_orders");
    return parts.path(Json.texts(parts, "store_id").indexOf(shop.id()));
  }
}
