package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.domain.id.Ulid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A person whose every word is a canary: all of it is in what they are told, and none of it is
 * anywhere in the database once they are erased.
 */
@ExtendWith(SharedService.class)
class ErasureTest {
  private static final Person CANARY =
      Person.newYorker()
          .with("first_name", "Canaryfirst")
          .with("last_name", "Canarylast")
          .with("email", "Canary.Person@canary.example")
          .with("phone", "+1 555 0199 777")
          .with("address1", "7 Canary Street")
          .with("address2", "Canary Flat")
          .with("city", "Canaryville");

  private static final List<String> CANARIES = List.of("canary", "555 0199");

  private final RunningService service;
  private final Platform platform;
  private final Shop shop;
  private final String template;

  ErasureTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
    var engraving =
        Json.of("key", "engraving", "type", "text", "label", "Engraving", "is_required", false);
    this.shop =
        platform.shop(
            Goods.of("Mug", 1299).with("customizations", Json.list(engraving)),
            Goods.of("Cap", 2000));
    this.template = platform.template(shop.all());
  }

  private String order;

  @BeforeEach
  void shop_in_every_way() {
    order = buyEngraved();
    declined();
    abandoned();
    throughThePlatform();
  }

  /** Identified, with a key for every call, an engraving, and a part that is given back. */
  private String buyEngraved() {
    var customer =
        Json.of(
            "customer",
            Json.of(
                "email",
                CANARY.email().toLowerCase(Locale.ROOT),
                "first_name",
                "Canaryfirst",
                "address",
                Json.of("address1", "7 Canary Street", "city", "Canaryville")),
            "external_customer_id",
            "canary-customer-7",
            "success_url",
            "https://app.example/paid?who=canary",
            "cancel_url",
            "https://app.example/back?who=canary");
    var minted = platform.ask(Ask.post("/checkout/cst", customer).once("mint")).is(201).json();
    var buyer = Buyer.begin(platform.api(), template, minted.path("cst").asText());
    buyer.ask(
        Ask.post("/checkout/shipping", Json.of("buyer_info", CANARY.json())).once("describe"));
    engrave(buyer);
    buyer.chooseShipping().payAtSandbox(Card.APPROVED).awaitSubmitted();
    var bought =
        Json.items(
                platform.get("/orders?external_customer_id=canary-customer-7").ok().path("orders"))
            .getFirst();
    act(bought);
    return bought.path("id").asText();
  }

  /** Everything that people may write about an order. */
  private void act(JsonNode bought) {
    var path = part(bought);
    var line = bought.path("merchant_orders").path(0).path("lines").path(0).path("id").asText();
    var one = Json.list(Json.of("line_id", line, "quantity", 1));
    Map.of(
            "/required_actions",
            Json.of("type", "age_verification", "message", "Say how old you are, Canaryfirst"),
            "/refunds",
            Json.of("amount", 100, "reason", "Canarylast was right"))
        .forEach((act, body) -> once(path + act, body));
    once(
        path + "/fulfillments",
        Json.of(
            "lines",
            one,
            "tracking_number",
            "CANARY777",
            "tracking_url",
            "https://track.example/canary"));
    once(path + "/returns", Json.of("lines", one, "reason", "Too small for Canaryfirst"));
  }

  private void once(String path, JsonNode body) {
    platform.ask(Ask.post(path, body).once(path)).is(201);
  }

  private void engrave(Buyer buyer) {
    var text = Json.of("key", "engraving", "text_value", "For Canaryfirst");
    var item = Json.of("variant_id", shop.variant("Mug"), "customizations", Json.list(text));
    buyer
        .ask(Ask.post("/cart/add", Json.of("cart_id", buyer.cartId(), "item", item)).once("add"))
        .is(200);
  }

  private static String part(JsonNode order) {
    return "/orders/%s/merchant_orders/%s"
        .formatted(
            order.path("id").asText(), order.path("merchant_orders").path(0).path("id").asText());
  }

  private void declined() {
    var guest = platform.guest(template).describe(CANARY).chooseShipping();
    guest.payAtSandbox(Card.DECLINED).awaitPayment("declined");
  }

  private void abandoned() {
    platform.guest(template).describe(CANARY);
  }

  private void throughThePlatform() {
    var body = Json.of("cart_id", template, "buyer_identity", CANARY.json());
    platform.ask(Ask.post("/cart/customer", body).once("customer")).is(201);
  }

  private static ObjectNode them() {
    return Json.of(
        "email", "CANARY.person@canary.example", "external_customer_id", "canary-customer-7");
  }

  private Answer erase() {
    return platform.post("/customers/erasure", them());
  }

  private void giveEverythingBack() {
    platform.post(part(platform.get("/orders/" + order).ok()) + "/refunds", Json.of()).is(201);
  }

  @Test
  void all_that_is_kept_is_told() {
    var told = platform.post("/customers/export", Json.of("email", CANARY.email())).is(200);
    var json = told.json();
    assertThat(Json.items(json.path("orders"))).hasSize(1);
    assertThat(Json.items(json.path("carts"))).hasSize(4);
    assertThat(Json.items(json.path("sessions"))).hasSize(4);
    assertThat(Json.items(json.path("payments"))).hasSize(2);
    assertThat(Json.items(json.path("gateway_customers"))).hasSize(1);
    assertThat(json.path("next").isNull()).isTrue();
    assertThat(told.text())
        .contains(
            "Canaryfirst",
            "Canarylast",
            CANARY.email(),
            "+1 555 0199 777",
            "7 Canary Street",
            "Canary Flat",
            "Canaryville",
            "canary-customer-7",
            "For Canaryfirst",
            "Canarylast was right",
            "Too small for Canaryfirst",
            "CANARY777",
            "?who=canary");
  }

  @Test
  void nothing_of_them_is_anywhere_once_they_are_erased() throws SQLException {
    assertThat(found()).as("the test sees what is there").hasSizeGreaterThan(10);
    erase().refused(409, "ERASURE_TOO_EARLY");
    giveEverythingBack();
    assertThat(erase().is(200).json().path("erased"))
        .isEqualTo(Json.of("orders", 1, "sessions", 4, "carts", 4, "payments", 2));
    assertThat(found()).isEmpty();
    assertThat(erase().is(200).json().path("erased"))
        .isEqualTo(Json.of("orders", 0, "sessions", 0, "carts", 0, "payments", 0));

    var left = platform.get("/orders/" + order).ok();
    assertThat(left.path("email").isNull()).isTrue();
    assertThat(left.path("buyer_identity").path("country_code").asText()).isEqualTo("US");
    assertThat(left.path("cost").path("total").path("value").asLong()).isPositive();
    assertThat(service.audit(platform.organization())).isEmpty();
  }

  @Test
  void nothing_was_erased_where_it_was_too_early() throws SQLException {
    var before = found();
    var refused = erase().refused(409, "ERASURE_TOO_EARLY").json();
    assertThat(refused.path("orders")).isEqualTo(Json.list(order));
    assertThat(refused.path("payments")).isEmpty();
    assertThat(found()).isEqualTo(before);
  }

  @Test
  void whoever_comes_back_is_somebody_new() {
    giveEverythingBack();
    erase().is(200);
    var customer =
        Json.of(
            "customer",
            Json.of("email", CANARY.email()),
            "external_customer_id",
            "canary-customer-7");
    var buyer = Buyer.begin(platform.api(), template, platform.mint(customer));
    assertThat(buyer.cart().path("buyer_identity").path("address1").isNull()).isTrue();
    assertThat(platform.ordersOf(CANARY.email())).isEmpty();
    buyer.describe(CANARY).chooseShipping().payAtSandbox(Card.APPROVED).awaitSubmitted();
  }

  @Test
  void the_same_email_of_another_platform_or_environment_is_somebody_else() {
    var other = service.newPlatform();
    var theirs = other.template(other.shop(Goods.of("Cup", 900)).all());
    other
        .guest(theirs)
        .describe(CANARY)
        .chooseShipping()
        .payAtSandbox(Card.APPROVED)
        .awaitSubmitted();
    var live =
        new Platform(
            platform.api(),
            platform.organization(),
            service.newKey(platform.organization(), "production").secret());
    live.mint(Json.of("external_customer_id", "canary-customer-7"));
    giveEverythingBack();
    erase().is(200);
    assertThat(other.ordersOf(CANARY.email())).hasSize(1);
    assertThat(Json.items(live.post("/customers/export", them()).ok().path("sessions"))).hasSize(1);
  }

  // ---- every column of every table

  private record Found(String table, String row) {}

  /** The rows of this tenant, and of no tenant, in which a canary is, whatever the column. */
  private List<Found> found() throws SQLException {
    var found = new ArrayList<Found>();
    try (var connection = service.database().connect();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      var rows =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'public'");
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      for (var table : tables) {
        search(
            table,
            statement.executeQuery("select to_jsonb(t)::text, t.* from " + table + " t"),
            found);
      }
    }
    return found;
  }

  private void search(String table, ResultSet rows, List<Found> found) throws SQLException {
    var columns = rows.getMetaData();
    while (rows.next()) {
      var text = new StringBuilder(rows.getString(1));
      boolean ours = true;
      for (int i = 2; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnName(i).equals("organization_id")) {
          ours = isOurs(rows);
        }
        if (columns.getColumnTypeName(i).equals("bytea") && rows.getBytes(i) != null) {
          text.append(new String(rows.getBytes(i), StandardCharsets.ISO_8859_1));
        }
      }
      if (ours && table.equals("idempotency_key") && rows.getBytes("answer") != null) {
        text.append(answer(rows));
      }
      if (ours && isCanary(text.toString())) {
        found.add(new Found(table, text.toString()));
      }
    }
  }

  private boolean isOurs(ResultSet rows) throws SQLException {
    var ours = Ulid.parse(platform.organization()).orElseThrow().toString();
    return ours.equals(rows.getString("organization_id"))
        && !hasValue(rows, "environment", "production");
  }

  private static boolean hasValue(ResultSet rows, String column, String value) throws SQLException {
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      if (rows.getMetaData().getColumnName(i).equals(column)) {
        return value.equals(rows.getString(i));
      }
    }
    return false;
  }

  private static boolean isCanary(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return CANARIES.stream().anyMatch(lower::contains);
  }

  /** As whoever has the data key reads it. */
  private static String answer(ResultSet row) throws SQLException {
    var stored = ByteBuffer.wrap(row.getBytes("answer"));
    stored.get(new byte[stored.get()]);
    var nonce = new byte[12];
    stored.get(nonce);
    var hidden = new byte[stored.remaining()];
    stored.get(hidden);
    var place =
        "idempotency_key/"
            + row.getString("organization_id")
            + "/"
            + row.getString("environment")
            + "/";
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(RunningService.DATA_KEY, "AES"),
          new GCMParameterSpec(128, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      cipher.updateAAD(row.getBytes("scope"));
      return new String(cipher.doFinal(hidden), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException unreadable) {
      throw new AssertionError("An answer that cannot be read", unreadable);
    }
  }
}
