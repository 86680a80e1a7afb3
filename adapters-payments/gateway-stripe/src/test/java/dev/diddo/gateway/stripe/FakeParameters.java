package dev.diddo.gateway.stripe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What Stripe takes at the end points that we call: anything else is an error, as it is there. */
final class FakeParameters {
  private static final Predicate<String> TEXT = text(5_000);
  private static final Predicate<String> ID = matches("[A-Za-z0-9_]{1,255}");
  private static final Predicate<String> UNITS = matches("[0-9]{1,8}");
  private static final Predicate<String> PAGE = matches("[1-9][0-9]?|100");
  private static final Predicate<String> SECONDS = matches("[0-9]{10}");
  private static final Predicate<String> CURRENCY = matches("[a-z]{3}");
  private static final Predicate<String> URL = matches("https?://.{1,4990}");
  private static final Predicate<String> EMAIL = matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Predicate<String> FLAG = oneOf("true", "false");

  private static final Map<String, Map<String, Predicate<String>>> KNOWN = new HashMap<>();
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "POST /v1/checkout/sessions", List.of("mode", "line_items[0][quantity]", "success_url"),
          "POST /v1/payment_intents", List.of("amount", "currency"),
          "POST /v1/transfers", List.of("currency", "destination"),
          "POST /v1/customer_sessions", List.of("customer", "components[payment_element][enabled]"),
          "GET /v1/payment_intents/search", List.of("query"));

  static {
    know(
        "POST /v1/checkout/sessions",
        Map.ofEntries(
            Map.entry("mode", oneOf("payment", "setup", "subscription")),
            Map.entry("ui_mode", oneOf("hosted_page", "embedded_page", "elements", "form")),
            Map.entry("client_reference_id", text(200)),
            Map.entry("customer", ID),
            Map.entry("customer_email", EMAIL),
            Map.entry("success_url", URL),
            Map.entry("cancel_url", URL),
            Map.entry("expires_at", SECONDS),
            Map.entry("expand[]", oneOf("payment_intent")),
            Map.entry("adaptive_pricing[enabled]", FLAG),
            Map.entry("line_items[][quantity]", matches("[1-9][0-9]{0,5}")),
            Map.entry("line_items[][price_data][currency]", CURRENCY),
            Map.entry("line_items[][price_data][unit_amount]", UNITS),
            Map.entry("line_items[][price_data][product_data][name]", text(250)),
            Map.entry(
                "payment_intent_data[capture_method]",
                oneOf("automatic", "automatic_async", "manual")),
            Map.entry("payment_intent_data[transfer_group]", TEXT),
            Map.entry("payment_intent_data[receipt_email]", EMAIL),
            Map.entry("payment_intent_data[metadata][*]", text(500)),
            Map.entry(
                "saved_payment_method_options[payment_method_save]", oneOf("enabled", "disabled")),
            Map.entry(
                "saved_payment_method_options[allow_redisplay_filters][]",
                oneOf("always", "limited", "unspecified")),
            Map.entry("metadata[*]", text(500))));
    know(
        "GET /v1/checkout/sessions",
        Map.of(
            "limit", PAGE,
            "starting_after", ID,
            "created[gte]", SECONDS,
            "payment_intent", ID,
            "status", oneOf("open", "complete", "expired")));
    know("GET /v1/checkout/sessions/*", Map.of("expand[]", oneOf("payment_intent")));
    know("POST /v1/checkout/sessions/*/expire", Map.of("expand[]", oneOf("payment_intent")));
    know(
        "POST /v1/payment_intents",
        Map.of(
            "amount", UNITS,
            "currency", CURRENCY,
            "capture_method", oneOf("automatic", "automatic_async", "manual"),
            "automatic_payment_methods[enabled]", FLAG,
            "customer", ID,
            "setup_future_usage", oneOf("on_session", "off_session"),
            "receipt_email", EMAIL,
            "transfer_group", TEXT,
            "metadata[*]", text(500)));
    know(
        "GET /v1/payment_intents",
        Map.of("limit", PAGE, "starting_after", ID, "created[gte]", SECONDS));
    know("GET /v1/payment_intents/search", Map.of("query", text(500), "limit", PAGE, "page", TEXT));
    know("GET /v1/payment_intents/*", Map.of("expand[]", oneOf("latest_charge")));
    know("POST /v1/payment_intents/*/capture", Map.of("amount_to_capture", UNITS));
    know(
        "POST /v1/payment_intents/*/cancel",
        Map.of("cancellation_reason", oneOf("duplicate", "fraudulent", "abandoned")));
    know(
        "POST /v1/refunds",
        Map.of("payment_intent", ID, "charge", ID, "amount", UNITS, "metadata[*]", text(500)));
    know("GET /v1/refunds", Map.of("payment_intent", ID, "limit", PAGE, "starting_after", ID));
    know("GET /v1/refunds/*", Map.of());
    know(
        "POST /v1/transfers",
        Map.of(
            "amount",
            UNITS,
            "currency",
            CURRENCY,
            "destination",
            matches("acct_[A-Za-z0-9]+"),
            "source_transaction",
            matches("ch_[A-Za-z0-9]+"),
            "transfer_group",
            TEXT,
            "metadata[*]",
            text(500)));
    know("GET /v1/transfers", Map.of("transfer_group", TEXT, "limit", PAGE, "starting_after", ID));
    know("POST /v1/transfers/*/reversals", Map.of("amount", UNITS, "metadata[*]", text(500)));
    know("GET /v1/transfers/*/reversals", Map.of("limit", PAGE, "starting_after", ID));
    know("GET /v1/disputes", Map.of("payment_intent", ID, "limit", PAGE, "starting_after", ID));
    know("GET /v1/customers/*", Map.of());
    know("DELETE /v1/customers/*", Map.of());
    know("POST /v1/customers", Map.of("email", EMAIL, "name", text(256), "metadata[*]", text(500)));
    know(
        "POST /v1/customer_sessions",
        Map.of(
            "customer",
            ID,
            "components[payment_element][enabled]",
            FLAG,
            "components[payment_element][features][payment_method_redisplay]",
            oneOf("enabled", "disabled")));
  }

  private FakeParameters() {}

  /** The end point of this path, with a star for each id. */
  static String endPoint(String method, String path) {
    var plain =
        path.replaceAll("/(cs|pi|re|tr|trr|dp|cus)_[A-Za-z0-9_]+", "/*"); // ids have prefixes
    return method + " " + plain;
  }

  static void check(String endPoint, Map<String, String> parameters) {
    var known = KNOWN.get(endPoint);
    if (known == null) {
      throw new FakeError(404, "invalid_request_error", "", "Unrecognized request URL");
    }
    parameters.forEach(
        (name, value) -> {
          var check = known.get(pattern(name));
          if (check == null) {
            throw new FakeError(
                400,
                "invalid_request_error",
                "parameter_unknown",
                "Received unknown parameter: " + name);
          }
          if (!check.test(value)) {
            throw new FakeError(
                400,
                "invalid_request_error",
                "parameter_invalid",
                "Invalid " + name + ": " + value);
          }
        });
    for (var name : REQUIRED.getOrDefault(endPoint, List.of())) {
      if (!parameters.containsKey(name)) {
        throw new FakeError(
            400, "invalid_request_error", "parameter_missing", "Missing required param: " + name);
      }
    }
  }

  private static String pattern(String name) {
    return name.replaceAll("\\[[0-9]+]", "[]")
        .replaceAll("metadata(]?)\\[[^\\]]{1,40}]$", "metadata$1[*]");
  }

  private static void know(String endPoint, Map<String, Predicate<String>> parameters) {
    KNOWN.put(endPoint, parameters);
  }

  private static Predicate<String> matches(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  private static Predicate<String> oneOf(String... values) {
    return List.of(values)::contains;
  }

  private static Predicate<String> text(int most) {
    return value -> !value.isEmpty() && value.length() <= most;
  }
}
