package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does for somebody, beside the running service. */
class CustomerCommandTest {
  private static RunningService service;

  @TempDir private Path dir;

  private final Person ada = Person.newYorker();
  private Platform platform;
  private String template;

  @BeforeAll
  static void start() {
    service = RunningService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void sell() {
    platform = service.newPlatform();
    template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
  }

  private CommandLineProcess run(String... arguments) {
    var settings =
        Map.of(
            "DIDDO_DATABASE_URL", service.database().url().text(),
            "DIDDO_DATA_DIR", dir.toString(),
            "DIDDO_TOKEN_KEYS", key(RunningService.TOKEN_KEY),
            "DIDDO_DATA_KEYS", key(RunningService.DATA_KEY));
    return CommandLineProcess.run(settings, arguments);
  }

  private static String key(byte[] secret) {
    return "k1:" + Base64.getEncoder().encodeToString(secret);
  }

  private CommandLineProcess customer(String what, String... who) {
    var arguments =
        new ArrayList<>(List.of("customer", what, "--organization", platform.organization()));
    arguments.addAll(List.of(who));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void somebody_is_erased_by_an_email_that_nobody_sees() throws IOException {
    platform.guest(template).describe(ada);
    var file = Files.writeString(dir.resolve("email.txt"), ada.email() + "\n");
    var told = customer("export", "--email-file", file.toString());
    assertThat(told.exit()).as(told.errors()).isZero();
    var json = Json.parse(told.output());
    assertThat(json.path("emails").path(0).asText()).isEqualTo(ada.email());
    assertThat(json.path("carts")).hasSize(1);

    var erased = customer("erase", "--email-file", file.toString());
    assertThat(erased.exit()).as(erased.errors()).isZero();
    assertThat(erased.output()).contains("1 sessions, 1 carts");
    var body = platform.post("/customers/export", Json.of("email", ada.email())).ok();
    assertThat(body.path("carts")).isEmpty();
  }

  @Test
  void what_is_to_be_sent_is_named_and_nothing_is_erased() {
    var buyer = platform.guest(template).describe(ada).chooseShipping();
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    var early = customer("erase", "--email", ada.email());
    assertThat(early.exit()).isEqualTo(CustomerCommand.TOO_EARLY);
    var order = platform.ordersOf(ada.email()).getFirst();
    assertThat(early.errors()).contains(order.path("id").asText()).doesNotContain(ada.email());
  }

  @Test
  void nobody_is_a_mistake_and_so_is_an_organization_that_is_not_there() {
    assertThat(customer("erase").exit()).isEqualTo(2);
    assertThat(customer("erase", "--email", "nobody").exit()).isEqualTo(2);
    assertThat(customer("erase", "--email-file", dir.resolve("none").toString()).exit())
        .isEqualTo(2);
    var unknown =
        run(
            "customer",
            "erase",
            "--organization",
            "01M83MD980FEZTJBY7732CWSZB",
            "--external-id",
            "7");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.errors()).contains("There is no organization").doesNotContain("\tat ");
  }
}
