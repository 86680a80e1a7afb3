package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Desk;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody on the phone with an unhappy buyer, over HTTP. */
@ExtendWith(SharedService.class)
class DashboardTest {
  private final RunningService service;
  private final Platform platform;

  DashboardTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  private Desk desk(String role) {
    return service.newOperator(platform.organization(), role).signIn();
  }

  /** A paid order of one store. */
  private JsonNode sold() {
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(50));
    Buyer buyer = platform.guest(platform.template(shop.line("Mug", 2))).buy();
    return platform.orderOf(buyer);
  }

  private static String part(JsonNode order) {
    return "/orders/"
        + order.path("id").asText()
        + "/merchant_orders/"
        + order.path("merchant_orders").path(0).path("id").asText();
  }

  private static List<String> actions(Desk admin) {
    return Json.texts(admin.get("/audit?limit=100").ok().path("entries"), "action");
  }

  // ---- coming in

  @Test
  void an_operator_signs_in_sees_who_they_are_and_signs_out() {
    var desk = service.newOperator(platform.organization(), "support");
    desk.get("/me").refused(401, "UNAUTHORIZED");
    desk.signIn();
    var me = desk.get("/me").ok();
    assertThat(me.at("/operator/email").asText()).isEqualTo(desk.email());
    assertThat(me.at("/operator/role").asText()).isEqualTo("support");
    assertThat(me.at("/organization/id").asText()).isEqualTo(platform.organization());
    var cookie = desk.cookie();
    desk.signOut().is(204);
    var again = Ask.get("/dashboard/api/me").with("Cookie", cookie);
    platform.api().send(again).refused(401, "UNAUTHORIZED");
  }

  @Test
  void the_cookie_is_for_this_browser_the_dashboard_and_no_script() {
    var desk = service.newOperator(platform.organization(), "viewer");
    var cookie = desk.signIn(Desk.PASSWORD).is(204).header("Set-Cookie").orElseThrow();
    assertThat(cookie.split("; "))
        .contains("HttpOnly", "SameSite=Strict", "Path=/dashboard")
        .doesNotContain("Secure");
    var token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    assertThat(service.database().ask("select string_agg(s::text, ' ') from operator_session s"))
        .doesNotContain(token);
  }

  @Test
  void an_unknown_email_is_answered_as_a_wrong_password_and_takes_as_long() {
    var known = new ArrayList<Duration>();
    var unknown = new ArrayList<Duration>();
    for (int i = 0; i < 7; i++) {
      var ada = service.newOperator(platform.organization(), "viewer");
      var wrong = ada.signIn("not the password").refused(401, "UNAUTHORIZED");
      var nobody = new Desk(platform.api(), Unique.name("nobody") + "@shop.example");
      var stranger = nobody.signIn("not the password").refused(401, "UNAUTHORIZED");
      assertThat(told(stranger)).isEqualTo(told(wrong));
      assertThat(stranger.header("Set-Cookie")).isEmpty();
      known.add(wrong.took());
      unknown.add(stranger.took());
    }
    // A look-up takes a millisecond, a hash a hundred times as long: without it this is 0.01.
    var ratio = (double) middle(unknown).toNanos() / middle(known).toNanos();
    assertThat(ratio).isBetween(0.5, 2.0);
  }

  private static String told(Answer answer) {
    return answer.text().replace(answer.json().path("request_id").asText(), "");
  }

  private static Duration middle(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  @Test
  @DisplayName("F57: of forty wrong passwords ten are looked at, and the right one waits as well")
  void guessing_passwords() {
    var ada = service.newOperator(platform.organization(), "support");
    var answers = Together.run(40, i -> new Desk(platform.api(), ada.email()).signIn("guess " + i));
    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(10);
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(30);
    var late = ada.signIn(Desk.PASSWORD).refused(429, "RATE_LIMITED");
    assertThat(Integer.parseInt(late.header("Retry-After").orElseThrow())).isBetween(800, 900);
    service.newOperator(platform.organization(), "support").signIn();
    assertThat(actions(desk("admin")).stream().filter("sign_in_refused"::equals)).hasSize(10);
  }

  @Test
  void a_new_password_or_role_ends_what_was_open() {
    var ada = desk("admin");
    ada.get("/me").is(200);
    service.newOperator(platform.organization(), "viewer", ada.email());
    ada.get("/me").refused(401, "UNAUTHORIZED");
  }

  @Test
  void a_session_that_nobody_used_for_half_an_hour_is_over() {
    var ada = desk("support");
    var theirs =
        " where operator_id = (select id from operator where email = '" + ada.email() + "')";
    service
        .database()
        .sql("update operator_session set seen_at = now() - interval '29 min'" + theirs);
    ada.get("/me").is(200);
    service
        .database()
        .sql("update operator_session set seen_at = now() - interval '31 min'" + theirs);
    ada.get("/me").refused(401, "UNAUTHORIZED");
  }

  // ---- who may what

  @Test
  @DisplayName("F60: a page of another origin changes nothing, nor does one that does not say")
  void other_pages_are_refused() {
    var order = sold();
    var desk = desk("support");
    var refund =
        Ask.post("/dashboard/api" + part(order) + "/refunds", Json.of("amount", 100))
            .with("Cookie", desk.cookie());
    platform.api().send(refund).refused(403, "FORBIDDEN");
    for (var origin : List.of("https://evil.example", "null", desk.origin() + ".evil.example")) {
      platform.api().send(refund.with("Origin", origin)).refused(403, "FORBIDDEN");
      var login = Json.of("email", desk.email(), "password", Desk.PASSWORD);
      platform.api().send(desk.entry(login).with("Origin", origin)).refused(403, "FORBIDDEN");
    }
    var read = Ask.get("/dashboard/api/me").with("Cookie", desk.cookie());
    platform.api().send(read.with("Sec-Fetch-Site", "cross-site")).refused(403, "FORBIDDEN");
    platform.api().send(read.with("Sec-Fetch-Site", "same-origin")).is(200);
    assertThat(platform.get("/orders/" + order.path("id").asText()).ok().findPath("refunds"))
        .isEmpty();
  }

  @Test
  @DisplayName("F60: nobody shows the dashboard in a frame, and nothing but its own scripts runs")
  void the_page_is_nobody_elses() {
    var page = platform.api().send(Ask.get("/dashboard")).is(200);
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'", "script-src 'self';", "default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("Set-Cookie")).isEmpty();
  }

  @Test
  void roles_open_what_they_are_for() {
    var order = sold();
    var refund = part(order) + "/refunds";
    var viewer = desk("viewer");
    var support = desk("support");
    var admin = desk("admin");
    for (var anybody : List.of(viewer, support, admin)) {
      anybody.post("/orders", Json.of()).is(200);
      anybody.get("/orders/" + order.path("id").asText()).is(200);
      anybody.get("/settings").is(200);
      anybody.get("/webhook").is(200);
    }
    viewer.post(refund, Json.of("amount", 1)).refused(403, "FORBIDDEN");
    viewer.post(refund + "/preview", Json.of("amount", 1)).refused(403, "FORBIDDEN");
    support.post(refund, Json.of("amount", 1)).is(201);
    admin.post(refund, Json.of("amount", 1)).is(201);
    for (var other : List.of(viewer, support)) {
      other.get("/audit").refused(403, "FORBIDDEN");
      other.patch("/settings", Json.of("panels", List.of())).refused(403, "FORBIDDEN");
    }
    admin.get("/audit").is(200);
    admin.patch("/settings", Json.of("panels", List.of("money"))).is(200);
  }

  @Test
  void no_key_or_token_opens_the_dashboard_and_no_cookie_opens_anything_else() {
    var desk = desk("admin");
    platform.post("/dashboard/api/orders", Json.of()).refused(403, "FORBIDDEN");
    desk.ask(Ask.get("/dashboard/api/me").by(platform.key())).refused(403, "FORBIDDEN");
    var buyer = platform.guest(platform.template(platform.shop(Goods.of("Mug", 1)).all()));
    buyer.get("/dashboard/api/webhook").refused(403, "FORBIDDEN");
    for (var path : List.of("/orders", "/organization", "/stores")) {
      desk.ask(Ask.get(path)).refused(401, "UNAUTHORIZED");
    }
  }

  @Test
  void a_bad_token_is_one_here_as_well_also_beside_a_good_cookie() {
    var desk = desk("admin");
    for (var bad : List.of("dk_sandbox_nothing", "dk_", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "x", "")) {
      var me = Ask.get("/dashboard/api/me").by(bad);
      platform.api().send(me).refused(401, "UNAUTHORIZED");
      desk.ask(me).refused(401, "UNAUTHORIZED");
    }
    desk.get("/me").is(200);
  }

  @Test
  void the_path_of_a_webhook_is_for_admins() {
    var url = "http://127.0.0.1:9999/services/T0/B0/secret";
    platform.post("/webhook", Json.of("url", url, "events", Json.list("order.submitted"))).is(201);
    for (var role : List.of("viewer", "support")) {
      var shown = desk(role).get("/webhook").ok();
      assertThat(shown.at("/webhooks/0/url").asText()).isEqualTo("http://127.0.0.1");
      assertThat(shown.toString()).doesNotContain("secret");
    }
    assertThat(desk("admin").get("/webhook").ok().at("/webhooks/0/url").asText()).isEqualTo(url);
    assertThat(platform.get("/webhook").ok().at("/webhooks/0/url").asText()).isEqualTo(url);
  }

  @Test
  @DisplayName("F52: another organization's operator sees nothing, nor does the other environment")
  void strangers_see_nothing() {
    var order = sold();
    var path = "/orders/" + order.path("id").asText();
    var stranger = service.newOperator(service.newPlatform().organization(), "admin").signIn();
    for (var nobody : List.of(stranger, desk("admin").inProduction())) {
      nobody.get(path).refused(404, "NOT_FOUND");
      nobody.get(path + "/events").refused(404, "NOT_FOUND");
      for (var act :
          List.of("refunds", "refunds/preview", "fulfillments", "returns", "cancellation")) {
        nobody.post(part(order) + "/" + act, Json.of()).refused(404, "NOT_FOUND");
      }
      assertThat(nobody.post("/orders", Json.of()).ok().at("/pagination/total").asInt()).isZero();
    }
    assertThat(stranger.get("/audit").ok().toString()).doesNotContain(order.path("id").asText());
  }

  // ---- acting

  @Test
  void an_act_is_what_the_preview_said_is_done_once_and_is_written_down() {
    var order = sold();
    var desk = desk("support");
    var line = order.at("/merchant_orders/0/lines/0/id").asText();
    var wish = Json.of("lines", Json.list(Json.of("line_id", line, "quantity", 1)));
    var preview = desk.post(part(order) + "/refunds/preview", wish).ok();
    assertThat(preview.at("/amount/value").asLong()).isEqualTo(1299);
    assertThat(preview.path("store").asText())
        .isEqualTo(order.at("/merchant_orders/0/store").asText());

    var click = Ask.post("/dashboard/api" + part(order) + "/refunds", wish).once("one click");
    var both = Together.run(2, _ -> desk.ask(click));
    assertThat(both).extracting(Answer::status).contains(201);
    desk.ask(click).is(201);
    var refunds =
        desk.get("/orders/" + order.path("id").asText()).ok().at("/merchant_orders/0/refunds");
    assertThat(refunds).hasSize(1);
    assertThat(refunds.at("/0/amount/value").asLong()).isEqualTo(1299);

    var entries = desk("admin").get("/audit").ok().path("entries");
    var refunded =
        Json.items(entries).stream()
            .filter(it -> it.path("action").asText().equals("refunded"))
            .toList();
    assertThat(refunded).hasSize(1);
    var entry = refunded.getFirst();
    assertThat(entry.path("email").asText()).isEqualTo(desk.email());
    assertThat(entry.path("order_id").asText()).isEqualTo(order.path("id").asText());
    assertThat(entry.path("order_number").asText()).isEqualTo(order.path("number").asText());
    assertThat(entry.path("store_name").asText())
        .isEqualTo(order.at("/merchant_orders/0/store_name").asText());
    assertThat(entry.at("/amount/value").asLong()).isEqualTo(1299);
    assertThat(entry.path("address").asText()).isNotEmpty();
    assertThat(entries.toString()).doesNotContain(order.path("email").asText());
  }

  @Test
  void what_is_refused_is_not_written_down() {
    var order = sold();
    desk("support")
        .post(part(order) + "/refunds", Json.of("amount", 9_999_999))
        .refused(409, "REFUND_EXCEEDS_CAPTURED");
    assertThat(actions(desk("admin"))).doesNotContain("refunded");
  }

  @Test
  void what_is_sent_comes_back_or_is_cancelled_is_written_down() {
    var desk = desk("support");
    var sent = part(sold());
    desk.post(sent + "/fulfillments", Json.of("carrier", "UPS")).is(201);
    desk.post(sent + "/returns", Json.of()).is(201);
    desk.post(sent + "/cancellation", Json.of()).refused(409, "WRONG_STATUS");
    desk.post(part(sold()) + "/cancellation", Json.of()).is(201);
    var entries = desk("admin").get("/audit").ok().path("entries");
    assertThat(Json.texts(entries, "action")).contains("fulfilled", "returned", "cancelled");
    var cancelled =
        Json.items(entries).stream()
            .filter(it -> it.path("action").asText().equals("cancelled"))
            .findFirst()
            .orElseThrow();
    assertThat(cancelled.at("/amount/value").asLong()).isEqualTo(3098);
  }

  @Test
  void a_decision_is_written_down_as_what_it_was() {
    for (var decision : List.of("accepted", "rejected")) {
      var shop = platform.shop(Goods.of("Flag", 2400));
      service.letDecide(platform, shop.id());
      var buyer = platform.guest(platform.template(shop.all())).ready();
      buyer.payAtSandbox(Card.APPROVED).awaitPayment("authorised");
      var decided = part(platform.orderOf(buyer)) + "/acceptance";
      desk("support").post(decided, Json.of("status", decision)).is(201);
      assertThat(actions(desk("admin"))).contains(decision);
    }
  }

  @Test
  void the_audit_log_cannot_be_changed() {
    desk("viewer");
    var entries = service.database();
    for (var change : List.of("update audit_entry set email = 'x'", "delete from audit_entry")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> entries.sql(change))
          .hasMessageContaining("never changed");
    }
  }

  // ---- settings

  @Test
  void an_admin_dresses_the_dashboard_and_a_pale_colour_is_refused() {
    var admin = desk("admin");
    var brand = Json.of("name", "Arena", "colour", "#0B5D4E");
    var wanted = Json.of("brand", brand, "columns", List.of("total", "number"));
    var settings = admin.patch("/settings", wanted).ok();
    assertThat(settings.at("/brand/colour").asText()).isEqualTo("#0b5d4e");
    assertThat(settings.path("columns").toString()).isEqualTo("[\"total\",\"number\"]");
    assertThat(desk("viewer").get("/me").ok().path("settings")).isEqualTo(settings);

    var pale = Json.of("brand", Json.of("colour", "#ffee99"));
    assertThat(admin.patch("/settings", pale).refused(422, "INVALID_FIELD").pointers())
        .containsExactly("/brand/colour");
    admin.patch("/settings", Json.of("columns", List.of())).refused(422, "INVALID_FIELD");
    admin
        .patch("/settings", Json.of("panels", List.of("money", "money")))
        .refused(422, "INVALID_FIELD");
    assertThat(admin.get("/settings").ok()).isEqualTo(settings);
    assertThat(actions(admin).stream().filter("settings_changed"::equals)).hasSize(1);
  }
}
