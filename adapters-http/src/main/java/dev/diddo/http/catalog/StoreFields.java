package dev.diddo.http.catalog;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.session.AddressRules;
import dev.diddo.http.Fields;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a caller says of a store. What is not said is as it was, or as for a new store. */
final class StoreFields {
  private static final int MAX_NAME = 200;
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_ACCOUNT = 255;
  private static final int MAX_METHODS = 50;
  private static final int MAX_METHOD = 100;
  private static final int MAX_COUNTRIES = 250;
  private static final int MAX_RATES = 1_000;
  private static final int MAX_PROVINCE = 10;
  private static final int MAX_BPS = 10_000;
  private static final int MAX_DAYS = 3_650;
  private static final Currency ANY = Currency.getInstance("XXX");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  private StoreFields() {}

  static Store created(StoreId id, Fields body) {
    var blank =
        new Store(
            id,
            body.text("name", MAX_NAME),
            Optional.empty(),
            currency(body),
            Rate.ZERO,
            Optional.empty(),
            List.of(),
            List.of(),
            ReturnsPolicy.NONE,
            false);
    return changed(blank, body);
  }

  /** The store with what is given changed; its currency cannot be. */
  static Store changed(Store before, Fields body) {
    var changed =
        new Store(
            before.id(),
            body.optionalText("name", MAX_NAME).orElse(before.name()),
            body.isNull("domain") ? Optional.empty() : domain(body).or(before::domain),
            before.currency(),
            bps(body, "commission_bps").orElse(before.commission()),
            body.nullableText("gateway_account", MAX_ACCOUNT).orElse(before.gatewayAccount()),
            body.has("shipping_methods")
                ? methods(body, before.currency())
                : before.shippingMethods(),
            body.has("tax_rates") ? rates(body) : before.taxRates(),
            body.optionalObject("returns").map(StoreFields::returns).orElse(before.returns()),
            before.closed());
    if (body.has("order_endpoint") && !body.isNull("order_endpoint")) {
      body.invalid("order_endpoint", "must be null: orders are accepted at once for now");
    }
    body.end();
    return changed;
  }

  private static Currency currency(Fields body) {
    var code = body.text("currency", 3);
    var currency =
        Currency.getAvailableCurrencies().stream()
            .filter(c -> c.getCurrencyCode().equals(code) && c.getDefaultFractionDigits() >= 0)
            .findFirst();
    if (currency.isEmpty() && !code.isEmpty()) {
      body.invalid("currency", "must be a currency of ISO 4217");
    }
    return currency.orElse(ANY);
  }

  private static Optional<String> domain(Fields body) {
    var domain = body.optionalText("domain", MAX_DOMAIN).map(d -> d.toLowerCase(Locale.ROOT));
    if (domain.filter(d -> !HOST.matcher(d).matches()).isPresent()) {
      body.invalid("domain", "must be a host name such as shop.example");
    }
    return domain;
  }

  private static Optional<Rate> bps(Fields fields, String name) {
    var bps = fields.optionalInteger(name, 0, MAX_BPS);
    return bps.isPresent() ? Optional.of(new Rate(bps.getAsInt())) : Optional.empty();
  }

  private static List<ShippingMethod> methods(Fields body, Currency currency) {
    var seen = new HashSet<String>();
    return body.objects(
        "shipping_methods", 0, MAX_METHODS, fields -> method(fields, currency, seen));
  }

  private static ShippingMethod method(Fields fields, Currency currency, Set<String> seen) {
    var id = fields.text("id", MAX_METHOD);
    if (!seen.add(id)) {
      fields.invalid("id", "must be another than that of the methods before");
    }
    var countries = fields.texts("countries", 1, MAX_COUNTRIES, 2);
    if (!fields.has("countries")) {
      fields.invalid("countries", "must name where it goes");
    }
    if (!countries.stream().allMatch(AddressRules::isCountry)) {
      fields.invalid("countries", "must be country codes of ISO 3166-1 alpha-2");
    }
    return new ShippingMethod(
        id,
        fields.optionalText("label", MAX_NAME).orElse(id),
        new Money(fields.amount("price"), currency),
        new HashSet<>(countries),
        fields.isNull("free_over") ? Optional.empty() : freeOver(fields, currency));
  }

  private static Optional<Money> freeOver(Fields fields, Currency currency) {
    var amount = fields.optionalAmount("free_over");
    return amount.isPresent()
        ? Optional.of(new Money(amount.getAsLong(), currency))
        : Optional.empty();
  }

  private static List<TaxRate> rates(Fields body) {
    var seen = new HashSet<List<String>>();
    return body.objects("tax_rates", 0, MAX_RATES, fields -> rate(fields, seen));
  }

  private static TaxRate rate(Fields fields, Set<List<String>> seen) {
    var country = fields.text("country", 2);
    if (!country.isEmpty() && !AddressRules.isCountry(country)) {
      fields.invalid("country", "must be a country code of ISO 3166-1 alpha-2");
    }
    var province =
        fields.isNull("province_code")
            ? Optional.<String>empty()
            : fields.optionalText("province_code", MAX_PROVINCE);
    if (!seen.add(Stream.of(country, province.orElse("")).toList())) {
      fields.invalid("country", "and province_code must be others than those of the rates before");
    }
    return new TaxRate(
        country,
        province,
        new Rate(fields.integer("rate_bps", 0, MAX_BPS)),
        fields.optionalBoolean("included").orElse(false),
        fields.optionalBoolean("on_shipping").orElse(false));
  }

  private static ReturnsPolicy returns(Fields fields) {
    return new ReturnsPolicy(
        fields.optionalBoolean("supported").orElse(false),
        fields.optionalInteger("window_days", 0, MAX_DAYS).orElse(0));
  }
}
