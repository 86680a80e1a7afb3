package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One buyer's short-lived copy of a template cart. Each state offers only the moves it allows;
 * every accepted change counts up the version.
 */
public sealed interface LiveCart {
  CartContents contents();

  default CartId id() {
    return contents().id();
  }

  /** This cart as it is at a moment: an open one may have expired meanwhile. */
  default LiveCart at(Instant now) {
    return this instanceof Open(var contents) && !now.isBefore(contents.expiresAt())
        ? new Expired(contents)
        : this;
  }

  /** A copy of a template for one session; refused only if nothing of the template can be sold. */
  static Outcome<Open, CheckoutRefusal> copyOf(Cart template, NewCopy copy, Shelf shelf, Ids ids) {
    if (template.lines().isEmpty()) {
      return refused(new CheckoutRefusal.MissingLines());
    }
    var blank =
        new CartContents(
            copy.id(),
            copy.session(),
            template.id(),
            0,
            template.lines().currency(),
            copy.buyer(),
            List.of(),
            copy.createdAt(),
            copy.expiresAt());
    return switch (blank.next(template.lines(), copy.buyer(), Map.of(), shelf, ids)) {
      case Outcome.Accepted<CartContents, CartRefusal>(var contents) ->
          accepted(new Open(contents));
      // Prices rose since the lines were added: a total that cannot be told is no price.
      case Outcome.Refused<CartContents, CartRefusal> _ ->
          refused(new CheckoutRefusal.PricesMissing(List.of()));
    };
  }

  /** Whose copy it is and how long it lives. */
  record NewCopy(
      CartId id, SessionId session, BuyerIdentity buyer, Instant createdAt, Instant expiresAt) {}

  /** The buyer may still change it. */
  record Open(CartContents contents) implements LiveCart {

    public Outcome<Open, CartRefusal> add(LineId newLine, Selection wanted, Shelf shelf, Ids ids) {
      return contents.lines().add(newLine, wanted, shelf).flatMap(lines -> with(lines, shelf, ids));
    }

    public Outcome<Open, CartRefusal> setQuantity(Selection wanted, Shelf shelf, Ids ids) {
      return contents.lines().setQuantity(wanted, shelf).flatMap(lines -> with(lines, shelf, ids));
    }

    public Outcome<Open, CartRefusal> setQuantity(LineId line, int quantity, Shelf shelf, Ids ids) {
      return with(contents.lines().setQuantity(line, quantity), shelf, ids);
    }

    public Outcome<Open, CartRefusal> remove(LineId line, Shelf shelf, Ids ids) {
      return with(contents.lines().without(line), shelf, ids);
    }

    public Outcome<Open, CartRefusal> remove(VariantId variant, Shelf shelf, Ids ids) {
      return contents.lines().without(variant, shelf).flatMap(lines -> with(lines, shelf, ids));
    }

    /** Changes just what is given of the buyer's identity; shipping and tax follow the address. */
    public Outcome<Open, CartRefusal> describe(
        Map<BuyerField, String> given, Shelf shelf, Ids ids) {
      var buyer = contents.buyer().with(given);
      return contents.next(contents.lines(), buyer, contents.chosen(), shelf, ids).map(Open::new);
    }

    /** Chooses a method for each of these stores; one that does not fit refuses them all. */
    public Outcome<Open, CartRefusal> choose(List<ShippingChoice> choices, Shelf shelf, Ids ids) {
      if (contents.buyer().country().isEmpty()) {
        return refused(new CartRefusal.BuyerIdentityMissing());
      }
      var chosen = new HashMap<>(contents.chosen());
      for (var choice : choices) {
        var part = contents.part(choice.store());
        if (part.isEmpty()) {
          return refused(new CartRefusal.Unfit(choice.pointer() + "/store", "Not in this cart"));
        }
        chosen.put(part.get().store(), choice.method());
      }
      return contents
          .next(contents.lines(), contents.buyer(), chosen, shelf, ids)
          .flatMap(next -> allServed(choices, next));
    }

    private static Outcome<Open, CartRefusal> allServed(
        List<ShippingChoice> choices, CartContents next) {
      return choices.stream()
          .filter(
              choice ->
                  next.selectedMethod(choice.store()).filter(choice.method()::equals).isEmpty())
          .findFirst()
          .<Outcome<Open, CartRefusal>>map(
              choice ->
                  refused(
                      new CartRefusal.Unfit(
                          choice.pointer() + "/shipping_method_id",
                          "No method of this store that goes to the buyer's country")))
          .orElseGet(() -> accepted(new Open(next)));
    }

    /**
     * Freezes the cart for this payment at today's prices, if everything fits.
     *
     * @param expectedTotal what the buyer agreed to pay, in minor units; empty means the total that
     *     was last shown
     * @param today fresh listings of every line
     */
    public Outcome<Freeze, CheckoutRefusal> freeze(
        PaymentId payment, OptionalLong expectedTotal, Shelf today, Ids ids) {
      return new ReadyToPay(contents, today)
          .check(expectedTotal, ids)
          .map(now -> new Freeze(new Frozen(now.contents(), payment), now.splits()));
    }

    private Outcome<Open, CartRefusal> with(Lines lines, Shelf shelf, Ids ids) {
      return contents.next(lines, contents.buyer(), contents.chosen(), shelf, ids).map(Open::new);
    }
  }

  /** A cart that was just frozen, with every merchant's share of its payment. */
  record Freeze(Frozen cart, List<MerchantSplit> splits) {
    public Freeze {
      splits = List.copyOf(splits);
    }
  }

  /** A payment is open or in doubt; until it ends nobody may change the cart. */
  record Frozen(CartContents contents, PaymentId payment) implements LiveCart {

    /** The cart after its orders were made and came to nothing: its parts will be other orders. */
    public Open reopen(Ids ids) {
      return new Open(contents.withNewRequests(ids));
    }
  }

  /** Paid: every store has its order. */
  record Submitted(CartContents contents, OrderId order) implements LiveCart {}

  /** Its time is over. A new copy of the template may be begun. */
  record Expired(CartContents contents) implements LiveCart {}

  /** Ended by the platform. */
  record Cancelled(CartContents contents) implements LiveCart {}
}
