package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lines of a cart, in the order in which they were added. Shared by templates and live carts.
 *
 * @param currency that of every line; an emptied cart keeps it until its next line brings another
 */
public record Lines(Currency currency, List<CartLine> list) {
  public static final int MAX_QUANTITY = 9_999;
  public static final int MAX_LINES = 500;

  public Lines {
    list = List.copyOf(list);
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  public List<VariantId> variants() {
    return list.stream().map(CartLine::variant).distinct().toList();
  }

  public Optional<CartLine> find(LineId id) {
    return list.stream().filter(line -> line.id().equals(id)).findFirst();
  }

  /** The first line of a cart. */
  static Outcome<Lines, CartRefusal> first(LineId newId, Selection wanted, Shelf shelf) {
    return onSale(wanted.variant(), shelf)
        .map(listing -> new Lines(listing.store().currency(), List.of()))
        .flatMap(none -> none.add(newId, wanted, shelf));
  }

  /** Adds to the line of the same variant and customizations, or as a new line of this id. */
  Outcome<Lines, CartRefusal> add(LineId newId, Selection wanted, Shelf shelf) {
    return onSale(wanted.variant(), shelf)
        .flatMap(listing -> Customizing.check(wanted.customizations(), listing))
        .flatMap(listing -> in(listing.store().currency()))
        .flatMap(lines -> lines.put(newId, wanted));
  }

  private Outcome<Lines, CartRefusal> in(Currency ofLine) {
    if (isEmpty()) {
      return accepted(new Lines(ofLine, list));
    }
    return ofLine.equals(currency) ? accepted(this) : refused(new CartRefusal.CurrencyMismatch());
  }

  private Outcome<Lines, CartRefusal> put(LineId newId, Selection wanted) {
    var same =
        list.stream().filter(l -> l.isOf(wanted.variant(), wanted.customizations())).findFirst();
    int quantity = same.map(CartLine::quantity).orElse(0) + wanted.quantity();
    if (quantity > MAX_QUANTITY) {
      return refused(new CartRefusal.Unfit("/item/quantity", "A line holds at most 9999 units"));
    }
    if (same.isPresent()) {
      return accepted(replace(same.get(), same.get().withQuantity(quantity)));
    }
    if (list.size() == MAX_LINES) {
      return refused(new CartRefusal.Unfit("/item", "A cart holds at most 500 lines"));
    }
    var more = new ArrayList<>(list);
    more.add(new CartLine(newId, wanted.variant(), quantity, wanted.customizations()));
    return accepted(new Lines(currency, more));
  }

  /** Sets the quantity of a line, where 0 removes it; a line that is not there changes nothing. */
  Lines setQuantity(LineId id, int quantity) {
    return find(id).map(line -> setQuantity(line, quantity)).orElse(this);
  }

  /**
   * Sets the quantity of the line of this variant, where 0 removes it; a line that is not there
   * changes nothing.
   */
  Outcome<Lines, CartRefusal> setQuantity(Selection wanted, Shelf shelf) {
    if (shelf.find(wanted.variant()).isEmpty()) {
      return refused(new CartRefusal.UnknownVariant());
    }
    var ofVariant = list.stream().filter(l -> l.variant().equals(wanted.variant())).toList();
    var exact =
        ofVariant.stream()
            .filter(l -> l.isOf(wanted.variant(), wanted.customizations()))
            .findFirst();
    if (exact.isPresent()) {
      return accepted(setQuantity(exact.get(), wanted.quantity()));
    }
    if (!wanted.customizations().isEmpty() || ofVariant.isEmpty()) {
      return accepted(this);
    }
    return ofVariant.size() == 1
        ? accepted(setQuantity(ofVariant.getFirst(), wanted.quantity()))
        : refused(new CartRefusal.AmbiguousLine());
  }

  Lines without(LineId id) {
    return keep(line -> !line.id().equals(id));
  }

  /** Without any line of this variant, be it still sold or not. */
  Outcome<Lines, CartRefusal> without(VariantId variant, Shelf shelf) {
    return shelf.find(variant).isPresent()
        ? accepted(keep(line -> !line.variant().equals(variant)))
        : refused(new CartRefusal.UnknownVariant());
  }

  private Lines setQuantity(CartLine line, int quantity) {
    return quantity == 0 ? without(line.id()) : replace(line, line.withQuantity(quantity));
  }

  private Lines keep(Predicate<CartLine> wanted) {
    return new Lines(currency, list.stream().filter(wanted).toList());
  }

  private Lines replace(CartLine old, CartLine changed) {
    return new Lines(
        currency, list.stream().map(line -> line.equals(old) ? changed : line).toList());
  }

  private static Outcome<Listing, CartRefusal> onSale(VariantId variant, Shelf shelf) {
    return shelf
        .onSale(variant)
        .map(Outcome::<Listing, CartRefusal>accepted)
        .orElseGet(() -> refused(new CartRefusal.UnknownVariant()));
  }
}
