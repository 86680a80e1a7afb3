package dev.diddo.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  @Test
  void a_pattern_matches_the_whole_text() {
    var pattern = TextPattern.parse("[A-Z]+").orElseThrow();
    assertThat(pattern.matches("ADA")).isTrue();
    assertThat(pattern.matches("Ada")).isFalse();
    assertThat(pattern.matches("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a-", "*", "a{2,1}", "\\"})
  void what_is_no_regular_expression_is_refused(String regex) {
    assertThat(TextPattern.parse(regex)).isEmpty();
  }

  @Test
  void a_pattern_has_a_limit() {
    assertThat(TextPattern.parse("a".repeat(200))).isPresent();
    assertThat(TextPattern.parse("a".repeat(201))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "((a*)*)*b", "(a?){50}a{50}b"})
  void a_pattern_without_end_is_given_up_soon(String regex) {
    var pattern = TextPattern.parse(regex).orElseThrow();
    var matched =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> pattern.matches("a".repeat(500)));
    assertThat(matched).isFalse();
  }
}
