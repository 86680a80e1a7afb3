package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.faults.Auditor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many at the same moment. */
@ExtendWith(SharedService.class)
class StampedeTest {
  private final Platform platform;
  private final Auditor auditor;

  StampedeTest(RunningService service) {
    this.platform = service.newPlatform();
    this.auditor = new Auditor(service.database(), service.sandboxDir());
  }

  @Test
  void fifty_begins_at_once_are_fifty_carts_and_leave_the_template_alone() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var before = platform.cartText(template);
    var lines = Json.parse(before).path("stores").path(0).path("cart_lines");

    var buyers = Together.run(50, _ -> Buyer.begin(platform.api(), template));

    assertThat(buyers.stream().map(Buyer::cartId).distinct()).hasSize(50);
    assertThat(buyers.stream().map(Buyer::sessionId).distinct()).hasSize(50);
    assertThat(buyers.stream().map(Buyer::token).distinct()).hasSize(50);
    assertThat(buyers)
        .allSatisfy(
            buyer ->
                assertThat(buyer.begun().path("cart").path("stores").path(0).path("cart_lines"))
                    .hasSameSizeAs(lines));
    assertThat(platform.cartText(template)).isEqualTo(before);
    var checkouts = platform.get("/cart/status/" + template).ok().path("checkouts");
    assertThat(checkouts.path("in_progress").asInt()).isEqualTo(50);
  }

  @Test
  void the_same_token_at_once_is_one_cart() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var token = platform.mint(Json.of());
    var carts =
        Together.run(
            20,
            _ ->
                platform
                    .api()
                    .send(Ask.of("POST", "/checkout/begin/" + template).by(token))
                    .is(200, 201)
                    .json()
                    .path("cart")
                    .path("id")
                    .asText());
    assertThat(carts.stream().distinct()).hasSize(1);
  }

  @Test
  @DisplayName("F18: thirty pay calls at once with one key open one payment")
  void thirty_pay_calls_with_one_key() {
    var buyer = readyBuyer();
    var pay = Ask.post("/checkout/" + buyer.cartId(), Json.of()).once("the key");
    var answers = Together.run(30, _ -> buyer.askNow(pay));

    var opened = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(opened.stream().map(Answer::text).collect(Collectors.toSet())).hasSize(1);
    assertThat(answers.stream().map(Answer::outcome).distinct())
        .isSubsetOf("201", "409 IDEMPOTENCY_IN_FLIGHT");
    finish(buyer, opened.getFirst());
  }

  @Test
  @DisplayName("F19: thirty pay calls at once with thirty keys open one payment")
  void thirty_pay_calls_with_thirty_keys() {
    var buyer = readyBuyer();
    var answers =
        Together.run(
            30,
            number ->
                buyer.askNow(
                    Ask.post("/checkout/" + buyer.cartId(), Json.of()).once("key " + number)));

    var opened = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(opened).hasSize(1);
    var url = opened.getFirst().json().path("url").asText();
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(
            answer ->
                assertThat(answer.refused(409, "ALREADY_SUBMITTED").json().path("url").asText())
                    .isEqualTo(url));
    finish(buyer, opened.getFirst());
  }

  private Buyer readyBuyer() {
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(5));
    return platform.guest(platform.template(shop.all())).ready();
  }

  private void finish(Buyer buyer, Answer opened) {
    var url = opened.json().path("url").asText();
    new dev.diddo.bootstrap.actors.SandboxPage(platform.api(), url).present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    assertThat(platform.ordersOf(buyer.person().email())).hasSize(1);
    auditor.checkBooks(platform.organization());
  }

  @Test
  @DisplayName("F70: sixty buyers for ten units: exactly ten are sold")
  void sixty_buyers_for_ten_units() {
    var shop = platform.shop(Goods.of("Last ones", 700).stocked(10));
    var template = platform.template(shop.all());
    var buyers = IntStream.range(0, 60).mapToObj(_ -> platform.guest(template).ready()).toList();

    var answers =
        Together.run(
            60,
            number ->
                buyers
                    .get(number)
                    .askNow(Ask.post("/checkout/" + buyers.get(number).cartId(), Json.of())));

    var winners =
        IntStream.range(0, 60)
            .filter(number -> answers.get(number).status() == 201)
            .boxed()
            .toList();
    assertThat(winners).hasSize(10);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> answer.refused(409, "OUT_OF_STOCK"));

    var _ =
        Together.run(
            10,
            number -> {
              int winner = winners.get(number);
              var url = answers.get(winner).json().path("url").asText();
              return new dev.diddo.bootstrap.actors.SandboxPage(platform.api(), url)
                  .present(Card.APPROVED)
                  .is(303);
            });
    winners.forEach(winner -> buyers.get(winner).awaitSubmitted());
    assertThat(platform.stockOf(shop, "Last ones")).isZero();
    assertThat(
            platform
                .get("/orders?store=" + shop.id())
                .ok()
                .path("pagination")
                .path("total")
                .asInt())
        .isEqualTo(10);
    auditor.checkBooks(platform.organization());
  }

  @Test
  @DisplayName("I7: a template is byte for byte what it was after many checkouts")
  void a_template_is_never_used_up() {
    var shop = platform.shop(Goods.of("Mug", 1299));
    var template = platform.template(shop.all());
    var before = platform.get("/cart/" + template).is(200);

    int checkouts = Integer.getInteger("diddo.checkouts", 200);
    int atOnce = 10;
    for (int round = 0; round < checkouts / atOnce; round++) {
      List<Buyer> _ = Together.run(atOnce, _ -> platform.guest(template).buy());
    }

    var after = platform.get("/cart/" + template).is(200);
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(after.etag()).isEqualTo(before.etag());
    var counted = platform.get("/cart/status/" + template).ok().path("checkouts");
    assertThat(counted.path("submitted").asInt()).isEqualTo(checkouts / atOnce * atOnce);
    auditor.checkBooks(platform.organization());
  }
}
