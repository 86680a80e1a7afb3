package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who bought before need not type again, where the platform vouches for them. */
@ExtendWith(SharedService.class)
class ReturningCustomerTest {
  private final RunningService service;
  private final Platform platform;
  private final String template;
  private final Person ada = Person.newYorker();

  ReturningCustomerTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
    this.template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    platform
        .guest(template)
        .describe(ada)
        .chooseShipping()
        .payAtSandbox(Card.APPROVED)
        .awaitSubmitted();
  }

  private Buyer known(Object... customer) {
    var token = platform.mint(Json.of("customer", Json.of(customer)));
    return Buyer.begin(platform.api(), template, token);
  }

  @Test
  void an_email_alone_finds_their_address() {
    var identity = known("email", ada.email()).cart().path("buyer_identity");
    assertThat(identity.path("address1").asText()).isEqualTo("1 Main Street");
    assertThat(identity.path("city").asText()).isEqualTo("New York");
  }

  @Test
  void what_the_platform_says_wins() {
    var identity =
        known(
                "email",
                ada.email(),
                "first_name",
                "Augusta",
                "address",
                Json.of("address1", "2 Side Street", "city", "Boston"))
            .cart()
            .path("buyer_identity");
    assertThat(identity.path("first_name").asText()).isEqualTo("Augusta");
    assertThat(identity.path("city").asText()).isEqualTo("Boston");
  }

  @Test
  void a_guest_who_types_that_email_learns_nothing() {
    var guest = platform.guest(template).correct("email", ada.email());
    assertThat(guest.cart().path("buyer_identity").path("address1").isNull()).isTrue();
    assertThat(guest.cartText()).doesNotContain("Main Street");
  }

  @Test
  void another_organization_learns_nothing() {
    var stranger = service.newPlatform();
    var theirs = stranger.template(stranger.shop(Goods.of("Cap", 100)).all());
    var token = stranger.mint(Json.of("customer", Json.of("email", ada.email())));
    assertThat(Buyer.begin(stranger.api(), theirs, token).cartText()).doesNotContain("Main Street");
  }

  @Test
  void a_session_is_identified_by_an_email_or_an_id_of_the_platforms() {
    assertThat(kind(Json.of())).isEqualTo("guest");
    assertThat(kind(Json.of("customer", Json.of("email", ada.email())))).isEqualTo("identified");
    assertThat(kind(Json.of("external_customer_id", "c-7"))).isEqualTo("identified");
    assertThat(kind(Json.of("customer", Json.of("first_name", "Ada")))).isEqualTo("guest");
  }

  private String kind(com.fasterxml.jackson.databind.JsonNode minting) {
    return Buyer.begin(platform.api(), template, platform.mint(minting))
        .begun()
        .path("session")
        .path("kind")
        .asText();
  }
}
