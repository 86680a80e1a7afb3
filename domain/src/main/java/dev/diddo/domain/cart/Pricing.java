package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.session.BuyerIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts today's prices, shipping and tax to the lines of a cart, a store at a time.
 *
 * <p>Tax is rounded once per store, so that a store's figures stand on their own and their sum is
 * the cart's.
 *
 * @param shelf has a listing for every line
 * @param buyer decides on shipping and tax, as far as the address is known
 * @param chosen the shipping method wanted of each store
 * @param requestIds the id of each store's part; empty in a template
 */
public record Pricing(
    Shelf shelf,
    BuyerIdentity buyer,
    Map<StoreId, String> chosen,
    Function<StoreId, Optional<MerchantOrderId>> requestIds) {

  private static final CartRefusal TOO_MUCH =
      new CartRefusal.Unfit("/item/quantity", "The cart's total would pass 2^53 - 1 minor units");

  /** Prices for nobody in particular: no shipping, no tax. */
  public static Pricing ofTemplate(Shelf shelf) {
    return new Pricing(shelf, BuyerIdentity.NOBODY, Map.of(), _ -> Optional.empty());
  }

  /** The lines, if their total can be told at all. */
  static Outcome<Lines, CartRefusal> affordable(Lines lines, Shelf shelf) {
    return ofTemplate(shelf).parts(lines).map(_ -> lines);
  }

  /** The parts of a cart with these lines, the store of the first line first. */
  public Outcome<List<StorePart>, CartRefusal> parts(Lines lines) {
    // By id: listings of different moments may show one store in two states.
    var byStore =
        lines.list().stream()
            .collect(
                Collectors.groupingBy(
                    line -> listing(line).store().id(), LinkedHashMap::new, Collectors.toList()));
    try {
      var parts = byStore.values().stream().map(this::part).toList();
      Totals.of(lines.currency(), parts); // for its sums, which must be within bounds too
      return accepted(parts);
    } catch (ArithmeticException beyondBounds) {
      return refused(TOO_MUCH);
    }
  }

  private StorePart part(List<CartLine> lines) {
    var store = listing(lines.getFirst()).store();
    var priced =
        lines.stream().map(line -> new PricedLine(line, listing(line).merchandise())).toList();
    var subtotal =
        priced.stream()
            .flatMap(line -> line.total().stream())
            .reduce(Money.zero(store.currency()), Money::plus);
    return new StorePart(
        store.id(),
        store.domain(),
        store.name(),
        requestIds.apply(store.id()),
        priced,
        offer(store, subtotal));
  }

  private Offer offer(Store store, Money subtotal) {
    var methods = rates(store, subtotal);
    var wanted = Optional.ofNullable(chosen.get(store.id()));
    var selected = methods.stream().filter(m -> wanted.equals(Optional.of(m.id()))).findFirst();
    var shipping = selected.map(ShippingRate::price).orElse(Money.zero(store.currency()));
    var rate = buyer.country().flatMap(country -> store.taxRate(country, buyer.province()));
    var tax = rate.map(r -> r.on(subtotal, shipping)).orElse(Money.zero(store.currency()));
    var untaxed = subtotal.plus(shipping);
    boolean included = rate.map(TaxRate::included).orElse(true);
    return new Offer(subtotal, methods, selected, tax, included ? untaxed : untaxed.plus(tax));
  }

  private List<ShippingRate> rates(Store store, Money subtotal) {
    return store.shippingMethods().stream()
        .filter(method -> buyer.country().filter(method::serves).isPresent())
        .map(m -> new ShippingRate(m.id(), m.label(), m.priceFor(subtotal)))
        .toList();
  }

  private Listing listing(CartLine line) {
    return shelf
        .find(line.variant())
        .orElseThrow(() -> new IllegalArgumentException("The shelf lacks a line's variant"));
  }
}
