package dev.diddo.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.catalog.CustomizationChoice.Selected;
import dev.diddo.domain.catalog.CustomizationChoice.SelectedSeveral;
import dev.diddo.domain.catalog.CustomizationChoice.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CustomizationTest {
  private static final List<Customization.Option> COLOURS =
      List.of(
          new Customization.Option("red", "Red", Map.of()),
          new Customization.Option("blue", "Blue", Map.of()));

  @Test
  void a_single_select_takes_one_of_its_options() {
    var colour = new Customization.SingleSelect("colour", "Colour", true, COLOURS);
    assertThat(colour.objectionTo(new Selected("colour", "red"))).isEmpty();
    assertThat(colour.objectionTo(new Selected("colour", "green"))).isPresent();
    assertThat(colour.objectionTo(new Selected("colour", "RED"))).isPresent();
    assertThat(colour.objectionTo(new Selected("colour", ""))).isPresent();
    assertThat(colour.objectionTo(new SelectedSeveral("colour", List.of("red")))).isPresent();
    assertThat(colour.objectionTo(new Written("colour", "red"))).isPresent();
  }

  @Test
  void a_multi_select_takes_several_of_its_options_each_once() {
    var colours = new Customization.MultiSelect("colours", "Colours", false, COLOURS);
    assertThat(colours.objectionTo(several("red"))).isEmpty();
    assertThat(colours.objectionTo(several("blue", "red"))).isEmpty();
    assertThat(colours.objectionTo(several())).isEmpty();
    assertThat(colours.objectionTo(several("red", "green"))).isPresent();
    assertThat(colours.objectionTo(several("red", "red"))).isPresent();
    assertThat(colours.objectionTo(new Selected("colours", "red"))).isPresent();
    assertThat(colours.objectionTo(new Written("colours", "red"))).isPresent();
  }

  @Test
  void a_required_multi_select_takes_at_least_one() {
    var colours = new Customization.MultiSelect("colours", "Colours", true, COLOURS);
    assertThat(colours.objectionTo(several())).isPresent();
    assertThat(colours.objectionTo(several("red"))).isEmpty();
  }

  @Test
  void the_order_in_which_options_are_named_means_nothing() {
    assertThat(several("red", "blue")).isEqualTo(several("blue", "red"));
  }

  @Test
  void a_text_has_at_most_so_many_characters_as_people_count_them() {
    var name = text(false, OptionalInt.of(3), Optional.empty());
    assertThat(name.objectionTo(written("abc"))).isEmpty();
    assertThat(name.objectionTo(written("🏟🏟🏟"))).isEmpty();
    assertThat(name.objectionTo(written("abcd"))).isPresent();
    assertThat(name.objectionTo(written(""))).isEmpty();
    assertThat(name.objectionTo(new Selected("name", "abc"))).isPresent();
    assertThat(name.objectionTo(new SelectedSeveral("name", List.of("abc")))).isPresent();
  }

  @Test
  void no_text_is_longer_than_all_merchants_may_allow() {
    for (var limit : List.of(OptionalInt.empty(), OptionalInt.of(1_000_000))) {
      var name = text(false, limit, Optional.empty());
      assertThat(name.objectionTo(written("x".repeat(500)))).isEmpty();
      assertThat(name.objectionTo(written("x".repeat(501)))).isPresent();
    }
  }

  @Test
  void a_required_text_is_not_blank() {
    var name = text(true, OptionalInt.empty(), Optional.empty());
    assertThat(name.objectionTo(written("  "))).isPresent();
    assertThat(name.objectionTo(written(" x "))).isEmpty();
  }

  @Test
  void a_text_matches_its_pattern_as_a_whole() {
    var number = text(false, OptionalInt.of(10), TextPattern.parse("[0-9]{1,2}"));
    assertThat(number.objectionTo(written("10"))).isEmpty();
    assertThat(number.objectionTo(written("100"))).isPresent();
    assertThat(number.objectionTo(written("a10"))).isPresent();
    assertThat(number.objectionTo(written("10\n"))).isPresent();
  }

  private static SelectedSeveral several(String... values) {
    return new SelectedSeveral("colours", List.of(values));
  }

  private static Written written(String text) {
    return new Written("name", text);
  }

  private static Customization.Text text(
      boolean required, OptionalInt maxLength, Optional<TextPattern> pattern) {
    return new Customization.Text("name", "Name", required, maxLength, pattern);
  }
}
