package dev.diddo.domain.cart;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a live cart holds in every state.
 *
 * @param template the cart it was copied from
 * @param version how many calls made and changed it, {@code begin} included
 * @param parts a store each, as last shown to the buyer
 * @param expiresAt from then on it cannot be paid, unless a payment is open already
 */
public record CartContents(
    CartId id,
    SessionId session,
    CartId template,
    int version,
    Currency currency,
    BuyerIdentity buyer,
    List<StorePart> parts,
    Instant createdAt,
    Instant expiresAt) {

  public CartContents {
    parts = List.copyOf(parts);
  }

  public Lines lines() {
    var lines = parts.stream().flatMap(part -> part.lines().stream()).map(PricedLine::line);
    return new Lines(currency, lines.toList());
  }

  public Totals totals() {
    return Totals.of(currency, parts);
  }

  /** The part of the store that this handle, a domain or an id, names. */
  public Optional<StorePart> part(String handle) {
    return parts.stream().filter(part -> part.isNamed(handle)).findFirst();
  }

  /** The id of the method that the buyer chose of this store. */
  Optional<String> selectedMethod(String handle) {
    return part(handle).flatMap(part -> part.offer().selected()).map(ShippingRate::id);
  }

  /** The shipping method of each store that the buyer chose and that still serves. */
  Map<StoreId, String> chosen() {
    return parts.stream()
        .filter(part -> part.offer().selected().isPresent())
        .collect(
            Collectors.toMap(StorePart::store, part -> part.offer().selected().orElseThrow().id()));
  }

  /** The next version, with these lines for this buyer at the shelf's prices. */
  Outcome<CartContents, CartRefusal> next(
      Lines lines, BuyerIdentity buyer, Map<StoreId, String> chosen, Shelf shelf, Ids ids) {
    var known =
        parts.stream()
            .filter(part -> part.requestId().isPresent())
            .collect(Collectors.toMap(StorePart::store, part -> part.requestId().orElseThrow()));
    var pricing =
        new Pricing(
            shelf,
            buyer,
            chosen,
            store ->
                Optional.of(
                    Optional.ofNullable(known.get(store))
                        .orElseGet(() -> new MerchantOrderId(ids.next()))));
    return pricing
        .parts(lines)
        .map(
            priced ->
                new CartContents(
                    id,
                    session,
                    template,
                    version + 1,
                    lines.currency(),
                    buyer,
                    priced,
                    createdAt,
                    expiresAt));
  }

  /**
   * The next version, of nobody: a change that began before it finds the cart changed. What was
   * priced stays as it was.
   */
  public CartContents erased() {
    return new CartContents(
        id,
        session,
        template,
        version + 1,
        currency,
        BuyerIdentity.NOBODY,
        parts.stream().map(StorePart::withoutTexts).toList(),
        createdAt,
        expiresAt);
  }

  /** These contents with a new id for each store's part. */
  CartContents withNewRequests(Ids ids) {
    return at(parts.stream().map(part -> part.with(new MerchantOrderId(ids.next()))).toList());
  }

  /** These contents at today's prices, as the same version: what a payment freezes. */
  CartContents at(List<StorePart> today) {
    return new CartContents(
        id, session, template, version, currency, buyer, today, createdAt, expiresAt);
  }
}
