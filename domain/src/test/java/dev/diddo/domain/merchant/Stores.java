package dev.diddo.domain.merchant;

import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Amounts;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores that are put together bit by bit. */
public final class Stores {
  public static final String STANDARD = "standard";
  private static final Ids IDS = new CountingIds();

  private final StoreId id = new StoreId(IDS.next());
  private final Currency currency;
  private final List<ShippingMethod> methods = new ArrayList<>();
  private final List<TaxRate> taxes = new ArrayList<>();
  private Optional<String> domain;
  private int commission;
  private Optional<URI> orderEndpoint = Optional.empty();
  private boolean closed;

  private Stores(String domain, Currency currency) {
    this.domain = Optional.of(domain);
    this.currency = currency;
  }

  /** A store that sends to the US for 5.00. */
  public static Store usd(String domain) {
    return in(Amounts.USD, domain).sends(STANDARD, 500, "US").build();
  }

  public static Stores in(Currency currency, String domain) {
    return new Stores(domain, currency);
  }

  public Stores nameless() {
    domain = Optional.empty();
    return this;
  }

  public Stores closed() {
    closed = true;
    return this;
  }

  /** One that accepts or rejects each of its orders. */
  public Stores decides() {
    orderEndpoint = Optional.of(URI.create("https://store.example/orders"));
    return this;
  }

  public Stores commission(int basisPoints) {
    commission = basisPoints;
    return this;
  }

  public Stores sends(String method, long price, String... countries) {
    return sends(method, price, Optional.empty(), countries);
  }

  public Stores sends(String method, long price, Optional<Long> freeOver, String... countries) {
    methods.add(
        new ShippingMethod(
            method,
            method,
            new Money(price, currency),
            Set.of(countries),
            freeOver.map(limit -> new Money(limit, currency))));
    return this;
  }

  /** A rate that is added to prices, on goods alone. */
  public Stores taxed(String country, int basisPoints) {
    return taxed(new TaxRate(country, Optional.empty(), new Rate(basisPoints), false, false));
  }

  public Stores taxed(TaxRate rate) {
    taxes.add(rate);
    return this;
  }

  public Store build() {
    return new Store(
        id,
        "Store " + id.text(),
        domain,
        currency,
        new Rate(commission),
        Optional.empty(),
        methods,
        taxes,
        ReturnsPolicy.NONE,
        orderEndpoint,
        closed);
  }
}
