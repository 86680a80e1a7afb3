package dev.diddo.bootstrap;

import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import java.io.InputStream;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The merchants of the demo. What they sell stands in {@code demo/*.ndjson}, a file each. */
final class DemoStores {
  private static final Currency USD = Currency.getInstance("USD");
  private static final Set<String> EVERYWHERE =
      Set.of(
          "US", "CA", "GB", "IE", "DE", "AT", "CH", "FR", "ES", "IT", "NL", "BE", "AU", "NZ", "JP");
  private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

  private DemoStores() {}

  static List<Store> all(Ids ids) {
    return List.of(
        store(
            ids,
            "Northside Supporters",
            "northside.example",
            1_200,
            List.of(
                method("standard", "Standard, 3 to 5 days", 595, EVERYWHERE, 7_500),
                method("express", "Express, next day", 1_495, NORTH_AMERICA, 0))),
        store(
            ids,
            "Halftime Kitchen",
            "halftime.example",
            1_500,
            List.of(method("cool", "Cool box, 2 days", 795, EVERYWHERE, 0))),
        store(
            ids,
            "Matchday Prints",
            "matchday.example",
            1_000,
            List.of(
                method("rolled", "Rolled in a tube", 495, EVERYWHERE, 4_000),
                method("framed", "Framed, by courier", 2_900, NORTH_AMERICA, 0))));
  }

  /** What a store sells, as it would be imported. */
  static InputStream catalog(Store store) {
    var name = "/demo/" + store.handle() + ".ndjson";
    var stream = DemoStores.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("The demo lacks " + name);
    }
    return stream;
  }

  private static Store store(
      Ids ids, String name, String domain, int commission, List<ShippingMethod> methods) {
    return new Store(
        new StoreId(ids.next()),
        name,
        Optional.of(domain),
        USD,
        new Rate(commission),
        Optional.empty(),
        methods,
        List.of(
            new TaxRate("US", Optional.of("NY"), new Rate(888), false, false),
            new TaxRate("US", Optional.of("CA"), new Rate(725), false, false),
            new TaxRate("CA", Optional.empty(), new Rate(500), false, true),
            new TaxRate("GB", Optional.empty(), new Rate(2_000), true, true),
            new TaxRate("DE", Optional.empty(), new Rate(1_900), true, true)),
        new ReturnsPolicy(true, 30),
        Optional.empty(),
        false);
  }

  /**
   * @param freeOver in cents; 0 means that it always costs its price
   */
  private static ShippingMethod method(
      String id, String label, long price, Set<String> countries, long freeOver) {
    return new ShippingMethod(
        id,
        label,
        new Money(price, USD),
        countries,
        Optional.of(freeOver).filter(limit -> limit > 0).map(limit -> new Money(limit, USD)));
  }
}
