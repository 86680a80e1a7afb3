package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.Listing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Holds a buyer's customizations against what the product describes. */
final class Customizing {
  private static final String POINTER = "/item/customizations";

  private Customizing() {}

  static Outcome<Listing, CartRefusal> check(List<CustomizationChoice> choices, Listing listing) {
    var seen = new HashSet<String>();
    for (int i = 0; i < choices.size(); i++) {
      var choice = choices.get(i);
      var objection =
          seen.add(choice.key())
              ? objection(choice, listing)
              : Optional.of(choice.key() + " is given twice");
      if (objection.isPresent()) {
        return refused(new CartRefusal.Unfit(POINTER + "/" + i, objection.get()));
      }
    }
    return listing.customizations().stream()
        .filter(asked -> asked.required() && !seen.contains(asked.key()))
        .findFirst()
        .map(asked -> missing(asked))
        .orElseGet(() -> accepted(listing));
  }

  private static Optional<String> objection(CustomizationChoice choice, Listing listing) {
    var asked =
        listing.customizations().stream().filter(c -> c.key().equals(choice.key())).findFirst();
    return asked.isPresent()
        ? asked.get().objectionTo(choice).map(why -> choice.key() + ": " + why)
        : Optional.of("This product has no customization of that key");
  }

  private static Outcome<Listing, CartRefusal> missing(Customization asked) {
    return refused(new CartRefusal.Unfit(POINTER, asked.key() + " is required"));
  }
}
