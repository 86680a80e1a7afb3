package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.actors.Unique;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request, sent again. */
@ExtendWith(SharedService.class)
class IdempotencyTest {
  private final RunningService service;
  private final Platform platform;
  private final Shop shop;
  private final String key = Unique.name("key");

  IdempotencyTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
    this.shop = platform.shop(Goods.of("Mug", 1299), Goods.of("Cap", 2000));
  }

  private Ask add(String title) {
    return Ask.post("/cart/add", Json.of("item", shop.line(title, 1).item())).once(key);
  }

  @Test
  void the_same_request_again_has_the_same_answer() {
    var first = platform.ask(add("Mug")).is(201);
    var again = platform.ask(add("Mug")).is(201);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.header("Idempotent-Replayed")).hasValue("true");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.etag()).isEqualTo(first.etag());
  }

  @Test
  void the_same_json_may_be_written_in_another_way() {
    var first = platform.ask(add("Mug")).is(201);
    var reordered =
        "{ \"item\":{\"quantity\":1 , \"variant_id\":\"%s\"}}".formatted(shop.variant("Mug"));
    var again =
        platform.ask(Ask.of("POST", "/cart/add").once(key).text("application/json", reordered));
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  @DisplayName("F20: another body is a conflict, another endpoint or another caller is independent")
  void a_key_belongs_to_one_request_of_one_caller() {
    var first = platform.ask(add("Mug")).is(201).json();
    platform.ask(add("Cap")).refused(422, "IDEMPOTENCY_CONFLICT");
    platform.ask(Ask.post("/checkout/cst", Json.of()).once(key)).is(201);

    var sibling = service.newKey(platform.organization(), "sandbox").secret();
    var theirs = platform.api().send(add("Mug").by(sibling)).is(201).json();
    assertThat(theirs.path("id")).isNotEqualTo(first.path("id"));

    var stranger = service.newPlatform();
    stranger.ask(add("Mug")).refused(422, "VARIANT_NOT_FOUND");
  }

  @Test
  void two_buyers_with_one_key_and_guests_without_a_name_are_not_mixed_up() {
    var template = platform.template(shop.all());
    var begin = Ask.of("POST", "/checkout/begin/" + template).once(key);
    var one = platform.api().send(begin).is(201).json();
    var other = platform.api().send(begin).is(201).json();
    assertThat(one.path("cst")).isNotEqualTo(other.path("cst"));

    var describe =
        Ask.post("/checkout/shipping", Json.of("buyer_info", Json.of("city", "Boston"))).once(key);
    for (var begun : java.util.List.of(one, other)) {
      var cart = platform.api().send(describe.by(begun.path("cst").asText())).ok();
      assertThat(cart.path("id")).isEqualTo(begun.path("cart").path("id"));
    }
  }

  @Test
  void a_refusal_is_not_kept() {
    var buyer = platform.guest(platform.template(shop.all()));
    var pay = Ask.post("/checkout/" + buyer.cartId(), Json.of()).once(key);
    buyer.ask(pay).refused(400, "BUYER_IDENTITY_MISSING");
    buyer.ready();
    var opened = buyer.ask(pay).is(201);
    assertThat(buyer.ask(pay).is(201).text()).isEqualTo(opened.text());
  }

  @Test
  void a_cart_that_changed_in_between_does_not_change_the_answer() {
    var cart = platform.ask(add("Mug")).is(201).json().path("id").asText();
    platform.add(cart, shop.line("Cap", 1)).is(200);
    var again = platform.ask(add("Mug")).is(201).json();
    assertThat(again.path("id").asText()).isEqualTo(cart);
    assertThat(again.path("version").asInt()).isEqualTo(1);
  }

  @Test
  void keys_are_1_to_255_visible_characters() {
    var plain = Ask.post("/cart/add", Json.of("item", shop.line("Mug", 1).item()));
    platform.ask(plain.once("k".repeat(256))).refused(400, "INVALID_PARAMETER");
    platform.ask(plain.once("k".repeat(200) + key)).is(201);
  }

  @Test
  @DisplayName("F18: fifty at once with one key are one execution")
  void fifty_at_once_with_one_key_make_one_cart() {
    var answers = Together.run(50, _ -> platform.api().send(add("Mug").by(platform.key())));
    var made = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(made.stream().map(Answer::text).collect(Collectors.toSet())).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(
            answer -> {
              answer.refused(409, "IDEMPOTENCY_IN_FLIGHT");
              assertThat(answer.header("Retry-After")).isPresent();
            });
    assertThat(platform.ask(add("Mug")).is(201).text()).isEqualTo(made.getFirst().text());
  }

  @Test
  void tokens_and_addresses_in_stored_answers_cannot_be_read_from_the_database() {
    var canary = Unique.name("canary") + "@example.com";
    var mint = Ask.post("/checkout/cst", Json.of("customer", Json.of("email", canary))).once(key);
    var cst = platform.ask(mint).is(201).json().path("cst").asText();
    assertThat(platform.ask(mint).is(201).json().path("cst").asText()).isEqualTo(cst);

    var stored =
        service
            .database()
            .ask(
                "select string_agg(encode(answer, 'escape'), ' ') from idempotency_key"
                    + " where answer is not null");
    assertThat(stored).isNotBlank().doesNotContain(canary).doesNotContain(cst.split("\\.", -1)[1]);
  }
}
