package dev.diddo.http.catalog;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.session.AddressRules;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import java.net.URI;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what is said of a store; what is not said stays as it was. */
final class StoreFields {
  private static final int MAX_NAME = 200;
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_ACCOUNT = 255;
  private static final int MAX_URL = 2_048;
  private static final int MAX_METHODS = 50;
  private static final int MAX_METHOD_ID = 64;
  private static final int MAX_COUNTRIES = 249;
  private static final int MAX_TAX_RATES = 1_000;
  private static final int MAX_PROVINCE = 10;
  private static final int MAX_WINDOW_DAYS = 3_650;
  private static final int WHOLE_BPS = 10_000;

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  /** Money that has a number of decimals; not gold, nor the codes for tests. */
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final Fields fields;
  private final Store before;
  private final Function<String, URI> endpoint;

  private StoreFields(Fields fields, Store before, Function<String, URI> endpoint) {
    this.fields = fields;
    this.before = before;
    this.endpoint = endpoint;
  }

  /**
   * A store that is new.
   *
   * @param endpoint judges where it takes its orders, and is asked last
   */
  static Store read(Fields body, StoreId id, Function<String, URI> endpoint) {
    body.require("name", "currency");
    var currency = currency(body).orElse(Currency.getInstance("USD"));
    var blank =
        new Store(
            id,
            "",
            Optional.empty(),
            currency,
            Rate.ZERO,
            Optional.empty(),
            List.of(),
            List.of(),
            ReturnsPolicy.NONE,
            Optional.empty(),
            false);
    return new StoreFields(body, blank, endpoint).read();
  }

  /** Likewise one that is changed. */
  static Store read(Fields body, Store before, Function<String, URI> endpoint) {
    if (currency(body).filter(other -> !other.equals(before.currency())).isPresent()) {
      body.invalid("currency", "stays as it is, for the prices are in it: add another store");
    }
    return new StoreFields(body, before, endpoint).read();
  }

  private static Optional<Currency> currency(Fields body) {
    var code = body.optionalText("currency", 3);
    if (code.filter(c -> !CURRENCIES.contains(c)).isPresent()) {
      body.invalid("currency", "must be a currency's code of ISO 4217");
      return Optional.empty();
    }
    return code.map(Currency::getInstance);
  }

  private Store read() {
    var orderEndpoint = fields.nullableText("order_endpoint", MAX_URL);
    var store =
        new Store(
            before.id(),
            fields.optionalText("name", MAX_NAME).orElse(before.name()),
            domain().orElse(before.domain()),
            before.currency(),
            bps(fields, "commission_bps").orElse(before.commission()),
            fields.nullableText("gateway_account", MAX_ACCOUNT).orElse(before.gatewayAccount()),
            fields.has("shipping_methods") ? shippingMethods() : before.shippingMethods(),
            fields.has("tax_rates") ? taxRates() : before.taxRates(),
            fields.optionalObject("returns").map(StoreFields::returns).orElse(before.returns()),
            before.orderEndpoint(),
            before.closed());
    fields.end();
    // Last, for it may ask others.
    return orderEndpoint.map(url -> store.takingOrdersAt(url.map(endpoint))).orElse(store);
  }

  /** Whether this body says where the store takes its orders, be it where it did before. */
  static boolean connects(Fields body) {
    return body.has("order_endpoint") && !body.isNull("order_endpoint");
  }

  private Optional<Optional<String>> domain() {
    var given = fields.nullableText("domain", MAX_DOMAIN);
    if (given.isEmpty()) {
      return given;
    }
    var name = given.get().map(text -> text.toLowerCase(Locale.ROOT));
    if (name.filter(text -> !HOST.matcher(text).matches()).isPresent()) {
      fields.invalid("domain", "must be a host name, such as shop.example");
    }
    return Optional.of(name);
  }

  private static Optional<Rate> bps(Fields fields, String name) {
    var points = fields.optionalInteger(name, 0, WHOLE_BPS);
    return points.isPresent() ? Optional.of(new Rate(points.getAsInt())) : Optional.empty();
  }

  private List<ShippingMethod> shippingMethods() {
    var methods = fields.objects("shipping_methods", 0, MAX_METHODS, this::shippingMethod);
    var ids = new HashSet<String>();
    for (var method : methods) {
      if (!ids.add(method.id())) {
        fields.fault("shipping_methods", Fault.INVALID, "must each have an id of their own");
      }
    }
    return methods;
  }

  private ShippingMethod shippingMethod(Fields method) {
    method.require("countries");
    return new ShippingMethod(
        method.text("id", MAX_METHOD_ID),
        method.text("label", MAX_NAME),
        new Money(method.amount("price"), before.currency()),
        countries(method),
        freeOver(method));
  }

  private Optional<Money> freeOver(Fields method) {
    var amount =
        method.isNull("free_over") ? OptionalLong.empty() : method.optionalAmount("free_over");
    return amount.isPresent()
        ? Optional.of(new Money(amount.getAsLong(), before.currency()))
        : Optional.empty();
  }

  private static Set<String> countries(Fields method) {
    var countries = method.texts("countries", 1, MAX_COUNTRIES, 2);
    if (!countries.stream().allMatch(AddressRules::isCountry)) {
      method.invalid("countries", "must be country codes of ISO 3166-1 alpha-2");
    }
    return Set.copyOf(new HashSet<>(countries));
  }

  private List<TaxRate> taxRates() {
    var rates = fields.objects("tax_rates", 0, MAX_TAX_RATES, StoreFields::taxRate);
    var places = new HashSet<Object>();
    for (var rate : rates) {
      if (!places.add(List.of(rate.country(), rate.province()))) {
        fields.fault("tax_rates", Fault.INVALID, "must not name a place twice");
      }
    }
    return rates;
  }

  private static TaxRate taxRate(Fields rate) {
    rate.require("rate_bps", "included", "on_shipping");
    var country = rate.text("country", 2);
    if (!country.isEmpty() && !AddressRules.isCountry(country)) {
      rate.invalid("country", "must be a country code of ISO 3166-1 alpha-2");
    }
    return new TaxRate(
        country,
        rate.nullableText("province_code", MAX_PROVINCE).flatMap(province -> province),
        bps(rate, "rate_bps").orElse(Rate.ZERO),
        rate.optionalBoolean("included").orElse(false),
        rate.optionalBoolean("on_shipping").orElse(false));
  }

  private static ReturnsPolicy returns(Fields returns) {
    returns.require("supported", "window_days");
    OptionalInt days = returns.optionalInteger("window_days", 0, MAX_WINDOW_DAYS);
    return new ReturnsPolicy(returns.optionalBoolean("supported").orElse(false), days.orElse(0));
  }
}
