package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.CustomizationChoice.Selected;
import dev.diddo.domain.catalog.CustomizationChoice.SelectedSeveral;
import dev.diddo.domain.catalog.CustomizationChoice.Written;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.merchant.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CustomizingTest {
  private static final List<Customization.Option> SIZES =
      List.of(new Customization.Option("m", "M", Map.of()));

  private final Listing plain = Listings.of(Stores.usd("kit.example"), 100);
  private final Listing shirt =
      Listings.of(
          Stores.usd("kit.example"),
          100,
          new Customization.SingleSelect("size", "Size", true, SIZES),
          new Customization.MultiSelect("patch", "Patch", false, SIZES),
          new Customization.Text("name", "Name", false, OptionalInt.of(5), Optional.empty()));

  @Test
  void choices_that_fit_are_taken() {
    assertThat(Customizing.check(List.of(), plain)).isEqualTo(accepted(plain));
    assertThat(Customizing.check(List.of(new Selected("size", "m")), shirt))
        .isEqualTo(accepted(shirt));
    assertThat(
            Customizing.check(
                List.of(
                    new Written("name", "ADA"),
                    new SelectedSeveral("patch", List.of("m")),
                    new Selected("size", "m")),
                shirt))
        .isEqualTo(accepted(shirt));
  }

  @Test
  void what_is_required_must_be_chosen() {
    assertThat(refusal(shirt)).isEqualTo(unfit("", "size is required"));
    assertThat(refusal(shirt, new Written("name", "ADA"))).isEqualTo(unfit("", "size is required"));
  }

  @Test
  void a_choice_that_does_not_fit_is_named_by_its_place() {
    assertThat(refusal(shirt, new Selected("size", "m"), new Written("name", "TOO LONG")))
        .isEqualTo(unfit("/1", "name: text_value has more than 5 characters"));
    assertThat(refusal(shirt, new Written("size", "m")))
        .isEqualTo(unfit("/0", "size: takes value"));
  }

  @Test
  void a_key_is_one_of_the_products_and_is_given_once() {
    assertThat(refusal(plain, new Written("name", "ADA")))
        .isEqualTo(unfit("/0", "This product has no customization of that key"));
    assertThat(refusal(shirt, new Selected("size", "m"), new Selected("size", "m")))
        .isEqualTo(unfit("/1", "size is given twice"));
  }

  private static CartRefusal refusal(Listing listing, CustomizationChoice... choices) {
    return switch (Customizing.check(List.of(choices), listing)) {
      case Outcome.Refused<Listing, CartRefusal>(var reason) -> reason;
      case Outcome.Accepted<Listing, CartRefusal> _ -> throw new AssertionError("It was accepted");
    };
  }

  private static CartRefusal unfit(String place, String detail) {
    return new CartRefusal.Unfit("/item/customizations" + place, detail);
  }
}
