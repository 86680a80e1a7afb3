package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CheckoutRefusal.Place;
import dev.diddo.domain.cart.CheckoutRefusal.Shortage;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The checks of a cart that is about to be paid, in the order in which the contract lists them.
 *
 * @param shown the cart as its buyer last saw it
 * @param today listings as they are at this moment
 */
record ReadyToPay(CartContents shown, Shelf today) {

  /** The cart at today's prices and what each merchant gets of it. */
  record Checked(CartContents contents, List<MerchantSplit> splits) {}

  Outcome<Checked, CheckoutRefusal> check(OptionalLong expectedTotal, Ids ids) {
    return sellable()
        .or(this::reachable)
        .<Outcome<Checked, CheckoutRefusal>>map(Outcome::refused)
        .orElseGet(() -> checkPrices(expectedTotal, ids));
  }

  private Optional<CheckoutRefusal> sellable() {
    if (shown.parts().isEmpty()) {
      return Optional.of(new CheckoutRefusal.MissingLines());
    }
    return refuse(where((_, listing) -> listing.withdrawn()), CheckoutRefusal.VariantsGone::new)
        .or(() -> refuse(where((_, l) -> l.store().closed()), CheckoutRefusal.StoresGone::new))
        .or(
            () ->
                refuse(
                    where((_, listing) -> listing.store().domain().isEmpty()),
                    CheckoutRefusal.StoresWithoutDomain::new));
  }

  private Optional<CheckoutRefusal> reachable() {
    return refuse(shown.buyer().missingToPay(), CheckoutRefusal.BuyerIdentityMissing::new);
  }

  private Outcome<Checked, CheckoutRefusal> checkPrices(OptionalLong expectedTotal, Ids ids) {
    return switch (shown.next(shown.lines(), shown.buyer(), shown.chosen(), today, ids)) {
      case Outcome.Accepted<CartContents, CartRefusal>(var priced) -> {
        var now = shown.at(priced.parts());
        yield unshipped(now)
            .or(() -> refuse(unpriced(now), CheckoutRefusal.PricesMissing::new))
            .or(() -> refuse(shortages(), CheckoutRefusal.OutOfStock::new))
            .or(() -> changed(now, expectedTotal))
            .<Outcome<Checked, CheckoutRefusal>>map(Outcome::refused)
            .orElseGet(() -> accepted(new Checked(now, splits(now))));
      }
      // A total that cannot be told is no price.
      case Outcome.Refused<CartContents, CartRefusal> _ ->
          refused(new CheckoutRefusal.PricesMissing(where((_, _) -> true)));
    };
  }

  private static Optional<CheckoutRefusal> unshipped(CartContents now) {
    var parts = now.parts();
    var without =
        IntStream.range(0, parts.size())
            .filter(i -> parts.get(i).offer().selected().isEmpty())
            .boxed()
            .toList();
    return refuse(without, CheckoutRefusal.ShippingUnavailable::new);
  }

  private List<Place> unpriced(CartContents now) {
    return where((line, _) -> line.total().isEmpty(), now);
  }

  private List<Shortage> shortages() {
    Map<VariantId, Long> wanted =
        shown.lines().list().stream()
            .collect(
                Collectors.groupingBy(
                    CartLine::variant, Collectors.summingLong(CartLine::quantity)));
    return where(
            (line, listing) ->
                !listing.inventory().canSupply(wanted.getOrDefault(line.line().variant(), 0L)))
        .stream()
        .map(place -> new Shortage(place, inventoryAt(place)))
        .toList();
  }

  private long inventoryAt(Place place) {
    var line = shown.parts().get(place.store()).lines().get(place.index());
    return listing(line).inventory().available();
  }

  private Optional<CheckoutRefusal> changed(CartContents now, OptionalLong expectedTotal) {
    var current = now.totals().total();
    var expected =
        expectedTotal.isPresent()
            ? new Money(expectedTotal.getAsLong(), shown.currency())
            : shown.totals().total();
    return expected.equals(current)
        ? Optional.empty()
        : Optional.of(new CheckoutRefusal.PriceChanged(expected, current));
  }

  private List<MerchantSplit> splits(CartContents now) {
    return now.parts().stream().map(part -> split(part, now)).toList();
  }

  private MerchantSplit split(StorePart part, CartContents now) {
    var store = store(part);
    var country = now.buyer().country().orElseThrow();
    return MerchantSplit.of(
        store,
        part.requestId().orElseThrow(),
        part.offer().subtotal(),
        part.offer().total(),
        store.taxRate(country, now.buyer().province()));
  }

  private Store store(StorePart part) {
    return listing(part.lines().getFirst()).store();
  }

  private List<Place> where(BiPredicate<PricedLine, Listing> fault) {
    return where(fault, shown);
  }

  private List<Place> where(BiPredicate<PricedLine, Listing> fault, CartContents contents) {
    var places = new ArrayList<Place>();
    for (int store = 0; store < contents.parts().size(); store++) {
      var lines = contents.parts().get(store).lines();
      for (int i = 0; i < lines.size(); i++) {
        if (fault.test(lines.get(i), listing(lines.get(i)))) {
          places.add(new Place(store, i, lines.get(i).line().id()));
        }
      }
    }
    return places;
  }

  private Listing listing(PricedLine line) {
    return today
        .find(line.line().variant())
        .orElseThrow(() -> new IllegalArgumentException("The shelf lacks a line's variant"));
  }

  private static <F> Optional<CheckoutRefusal> refuse(
      List<F> faults, Function<List<F>, CheckoutRefusal> refusal) {
    return Stream.of(faults).filter(f -> !f.isEmpty()).map(refusal).findFirst();
  }
}
