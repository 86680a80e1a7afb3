package dev.diddo.gateway.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Stripe's own books: what there is, and which moves it can make. All of it under one lock. */
final class FakeBooks extends FakeObjects {
  private static final Duration SEARCH_LAG = Duration.ofMinutes(1);

  FakeBooks(InstantSource clock) {
    super(clock);
  }

  synchronized ObjectNode act(String endPoint, List<String> ids, Map<String, String> parameters) {
    expireSessions();
    return switch (endPoint) {
      case "POST /v1/checkout/sessions" -> shown(openSession(parameters), parameters);
      case "GET /v1/checkout/sessions" ->
          list("checkout.session", parameters, sessionsOf(parameters));
      case "GET /v1/checkout/sessions/*" -> shown(get(ids.getFirst()), parameters);
      case "POST /v1/checkout/sessions/*/expire" -> shown(expire(get(ids.getFirst())), parameters);
      case "POST /v1/payment_intents" -> openIntent(parameters, "pi");
      case "GET /v1/payment_intents" -> list("payment_intent", parameters, _ -> true);
      case "GET /v1/payment_intents/search" -> search(parameters.get("query"));
      case "GET /v1/payment_intents/*" -> get(ids.getFirst());
      case "POST /v1/payment_intents/*/capture" -> capture(get(ids.getFirst()), parameters);
      case "POST /v1/payment_intents/*/cancel" -> cancel(get(ids.getFirst()));
      case "POST /v1/refunds" -> refund(parameters);
      case "GET /v1/refunds" -> list("refund", parameters, has("payment_intent", parameters));
      case "GET /v1/refunds/*" -> get(ids.getFirst());
      case "POST /v1/transfers" -> transfer(parameters);
      case "GET /v1/transfers" -> list("transfer", parameters, has("transfer_group", parameters));
      case "POST /v1/transfers/*/reversals" -> reverse(get(ids.getFirst()), parameters);
      case "GET /v1/transfers/*/reversals" ->
          list("transfer_reversal", parameters, it -> text(it, "transfer").equals(ids.getFirst()));
      case "GET /v1/disputes" -> list("dispute", parameters, has("payment_intent", parameters));
      case "POST /v1/customers" -> customer(parameters);
      case "GET /v1/customers/*" -> get(ids.getFirst());
      case "DELETE /v1/customers/*" -> delete(present(ids.getFirst()));
      case "POST /v1/customer_sessions" -> customerSession(parameters);
      default -> throw FakeError.missing("URL: " + endPoint);
    };
  }

  // What a buyer does.

  /** Pays on a page or within ours; answers the intent. */
  synchronized ObjectNode pay(String id) {
    var intent = attempt(id);
    var charge = make("charge", "ch");
    charge.put("amount", intent.get("amount").longValue());
    charge.put("payment_intent", text(intent, "id"));
    intent.put("status", "requires_capture");
    intent.put("amount_capturable", intent.get("amount").longValue());
    intent.put("latest_charge", text(charge, "id"));
    intent.putNull("last_payment_error");
    if (id.startsWith("cs_")) {
      get(id).put("status", "complete");
    }
    return intent;
  }

  /** Tries a card that the bank refuses. The page stays open, and so does the intent. */
  synchronized void decline(String id, String code) {
    var intent = attempt(id);
    intent.put("status", "requires_payment_method");
    intent
        .putObject("last_payment_error")
        .put("type", "card_error")
        .put("code", "card_declined")
        .put("decline_code", code)
        .put("message", "Your card was declined.");
  }

  /** Puts the intent into another status, such as that of a challenge. */
  synchronized void set(String id, String status) {
    attempt(id).put("status", status);
  }

  /** Ends a page at Stripe. */
  synchronized void expire(String session) {
    expire(get(session));
  }

  synchronized void dispute(String intent, long amount, String status) {
    var dispute = make("dispute", "dp");
    dispute.put("amount", amount).put("currency", text(get(intent), "currency"));
    dispute.put("payment_intent", intent).put("reason", "fraudulent").put("status", status);
    dispute.putObject("evidence_details").put("due_by", clock.instant().getEpochSecond() + 600);
  }

  /** As somebody does in the dashboard. */
  synchronized ObjectNode change(String id) {
    return get(id);
  }

  synchronized ObjectNode refundByHand(String intent, long amount) {
    return refund(Map.of("payment_intent", intent, "amount", Long.toString(amount)));
  }

  private ObjectNode attempt(String id) {
    expireSessions();
    var object = get(id);
    if (id.startsWith("pi_")) {
      return object;
    }
    if (!"open".equals(text(object, "status"))) {
      throw new IllegalStateException("The page is closed");
    }
    if (!text(object, "payment_intent").isEmpty()) {
      return get(text(object, "payment_intent"));
    }
    var intent = get(text((ObjectNode) object.get("planned"), "id"));
    intent.put("hidden", false);
    object.put("payment_intent", text(intent, "id"));
    return intent;
  }

  // Checkout sessions

  private ObjectNode openSession(Map<String, String> p) {
    var now = clock.instant().getEpochSecond();
    var end = Long.parseLong(p.getOrDefault("expires_at", Long.toString(now + 86_400)));
    if (end < now + 1_800 || end > now + 86_400) {
      throw FakeError.invalid("", "expires_at has to be 30 minutes to 24 hours from now");
    }
    if (p.containsKey("customer")) {
      present(p.get("customer"));
      if (p.containsKey("customer_email")) {
        throw FakeError.invalid("", "You may only specify one of customer, customer_email");
      }
    } else if (p.containsKey("saved_payment_method_options[payment_method_save]")) {
      throw FakeError.invalid("", "saved_payment_method_options needs a customer");
    }
    var session = make("checkout.session", "cs_test");
    var id = text(session, "id");
    var intent = openIntent(planned(p), "pi");
    intent.put("hidden", true);
    session.put("mode", p.get("mode")).put("ui_mode", p.getOrDefault("ui_mode", "hosted_page"));
    session.put("status", "open").put("payment_status", "unpaid").put("expires_at", end);
    session.put("url", "https://checkout.stripe.com/c/pay/" + id + "#fid");
    session.put("client_reference_id", p.get("client_reference_id"));
    session.put("amount_total", intent.get("amount").longValue());
    session.put("currency", text(intent, "currency"));
    session.putNull("payment_intent");
    session.putNull("client_secret");
    session.putObject("planned").put("id", text(intent, "id"));
    metadata(session, p, "metadata");
    return session;
  }

  private static Map<String, String> planned(Map<String, String> p) {
    long total = 0;
    var currency = "";
    for (int i = 0; p.containsKey("line_items[%d][quantity]".formatted(i)); i++) {
      var line = "line_items[%d][price_data]".formatted(i);
      total +=
          Long.parseLong(p.get(line + "[unit_amount]"))
              * Long.parseLong(p.get("line_items[%d][quantity]".formatted(i)));
      currency = p.get(line + "[currency]");
    }
    var planned = new LinkedHashMap<String, String>();
    planned.put("amount", Long.toString(total));
    planned.put("currency", currency);
    p.forEach(
        (name, value) -> {
          if (name.startsWith("payment_intent_data[")) {
            planned.put(name.replaceFirst("payment_intent_data\\[([a-z_]+)]", "$1"), value);
          }
        });
    return planned;
  }

  private Predicate<ObjectNode> sessionsOf(Map<String, String> p) {
    return session ->
        (!p.containsKey("payment_intent")
                || text(session, "payment_intent").equals(p.get("payment_intent")))
            && (!p.containsKey("status") || text(session, "status").equals(p.get("status")));
  }

  private ObjectNode expire(ObjectNode session) {
    if (!"open".equals(text(session, "status"))) {
      throw FakeError.invalid(
          "", "Only Checkout Sessions with a status in [\"open\"] can be expired.");
    }
    session.put("status", "expired");
    session.putNull("url");
    if (!text(session, "payment_intent").isEmpty()) {
      var intent = get(text(session, "payment_intent"));
      if (!"processing".equals(text(intent, "status"))) {
        intent.put("status", "canceled");
      }
    }
    return session;
  }

  private void expireSessions() {
    var now = clock.instant().getEpochSecond();
    all("checkout.session").stream()
        .filter(it -> "open".equals(text(it, "status")) && it.get("expires_at").longValue() <= now)
        .forEach(this::expire);
  }

  // Payment intents

  private ObjectNode openIntent(Map<String, String> p, String prefix) {
    var amount = Long.parseLong(p.get("amount"));
    if (amount < 50 && "usd".equals(p.get("currency"))) {
      throw FakeError.invalid("amount_too_small", "Amount must be at least $0.50 usd");
    }
    if (amount % 10 != 0
        && List.of("bhd", "jod", "kwd", "omr", "tnd").contains(p.get("currency"))) {
      throw FakeError.invalid("", "The last digit of the amount has to be 0");
    }
    if (amount % 100 != 0 && List.of("ugx", "isk").contains(p.get("currency"))) {
      throw FakeError.invalid("", "The amount has to be a multiple of 100");
    }
    if (p.containsKey("customer")) {
      present(p.get("customer"));
    }
    var intent = make("payment_intent", prefix);
    intent.put("amount", amount).put("amount_capturable", 0L).put("amount_received", 0L);
    intent.put("currency", p.get("currency")).put("capture_method", p.get("capture_method"));
    intent.put("client_secret", text(intent, "id") + "_secret_topsecret");
    intent.put("status", "requires_payment_method").put("transfer_group", p.get("transfer_group"));
    intent.put("customer", p.get("customer"));
    intent.putNull("last_payment_error");
    intent.putNull("latest_charge");
    metadata(intent, p, "metadata");
    return intent;
  }

  private ObjectNode search(String query) {
    var name = query.replaceFirst("^metadata\\['reference']:'(.*)'$", "$1");
    var found = JsonNodeFactory.instance.objectNode();
    found.put("object", "search_result").put("url", "/v1/payment_intents/search");
    found.put("has_more", false).putNull("next_page");
    var data = found.putArray("data");
    var indexed = clock.instant().minus(SEARCH_LAG).getEpochSecond();
    all("payment_intent").stream()
        .filter(it -> !it.path("hidden").asBoolean())
        .filter(it -> it.get("created").longValue() <= indexed)
        .filter(it -> it.path("metadata").path("reference").asText().equals(name))
        .forEach(data::add);
    return found;
  }

  private ObjectNode capture(ObjectNode intent, Map<String, String> p) {
    if (!"requires_capture".equals(text(intent, "status"))) {
      throw FakeError.invalid("payment_intent_unexpected_state", "It could not be captured");
    }
    var most = intent.get("amount_capturable").longValue();
    var amount = Long.parseLong(p.getOrDefault("amount_to_capture", Long.toString(most)));
    if (amount > most || amount < 1) {
      throw FakeError.invalid("amount_too_large", "More than can be captured");
    }
    intent.put("status", "succeeded").put("amount_capturable", 0L).put("amount_received", amount);
    return intent;
  }

  private ObjectNode cancel(ObjectNode intent) {
    if (List.of("succeeded", "canceled", "processing").contains(text(intent, "status"))) {
      throw FakeError.invalid("payment_intent_unexpected_state", "You cannot cancel this");
    }
    intent.put("status", "canceled").put("amount_capturable", 0L);
    return intent;
  }

  // Money that goes on or back

  private ObjectNode refund(Map<String, String> p) {
    var intent = get(p.get("payment_intent"));
    if (!"succeeded".equals(text(intent, "status"))) {
      throw FakeError.invalid("", "This payment does not have a successful charge to refund.");
    }
    var left = intent.get("amount_received").longValue() - sum("refund", "payment_intent", intent);
    var amount = Long.parseLong(p.getOrDefault("amount", Long.toString(left)));
    if (left == 0) {
      throw FakeError.invalid("charge_already_refunded", "It has already been refunded.");
    }
    if (amount > left || amount < 1) {
      throw FakeError.invalid("", "Refund amount is greater than unrefunded amount");
    }
    var refund = make("refund", "re");
    refund.put("amount", amount).put("currency", text(intent, "currency"));
    refund.put("payment_intent", text(intent, "id")).put("status", "succeeded");
    metadata(refund, p, "metadata");
    return refund;
  }

  private ObjectNode transfer(Map<String, String> p) {
    var charge = get(p.get("source_transaction"));
    var intent = get(text(charge, "payment_intent"));
    var amount = Long.parseLong(p.get("amount"));
    if (!text(intent, "currency").equals(p.get("currency"))) {
      throw FakeError.invalid("", "The currency is not that of the source transaction's balance");
    }
    if (amount + sum("transfer", "source_transaction", charge)
        > intent.get("amount_received").longValue()) {
      throw FakeError.invalid("", "The transfer is more than is left of its source transaction");
    }
    if ("acct_closed".equals(p.get("destination"))) {
      throw FakeError.invalid("account_closed", "No such destination");
    }
    var transfer = make("transfer", "tr");
    transfer.put("amount", amount).put("currency", p.get("currency")).put("amount_reversed", 0L);
    transfer.put("destination", p.get("destination")).put("reversed", false);
    transfer.put("source_transaction", text(charge, "id"));
    transfer.put("transfer_group", p.get("transfer_group"));
    metadata(transfer, p, "metadata");
    return transfer;
  }

  private ObjectNode reverse(ObjectNode transfer, Map<String, String> p) {
    var left = transfer.get("amount").longValue() - sum("transfer_reversal", "transfer", transfer);
    var amount = Long.parseLong(p.getOrDefault("amount", Long.toString(left)));
    if (amount > left || amount < 1) {
      throw FakeError.invalid("", "Reversal amount is more than the transfer's remaining amount");
    }
    var reversal = make("transfer_reversal", "trr");
    reversal.put("amount", amount).put("currency", text(transfer, "currency"));
    reversal.put("transfer", text(transfer, "id"));
    metadata(reversal, p, "metadata");
    return reversal;
  }

  private ObjectNode customer(Map<String, String> p) {
    var customer = make("customer", "cus");
    customer.put("email", p.get("email")).put("name", p.get("name"));
    metadata(customer, p, "metadata");
    return customer;
  }

  private ObjectNode present(String customer) {
    var found = get(customer);
    if (found.path("deleted").asBoolean()) {
      throw FakeError.missing(customer);
    }
    return found;
  }

  private static ObjectNode delete(ObjectNode customer) {
    customer.retain("id", "object");
    return customer.put("deleted", true);
  }

  private ObjectNode customerSession(Map<String, String> p) {
    var session = make("customer_session", "cuss");
    session.put("customer", text(present(p.get("customer")), "id"));
    session.put("client_secret", text(session, "id") + "_secret_cards");
    return session;
  }
}
