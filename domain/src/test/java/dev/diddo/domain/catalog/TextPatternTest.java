package dev.diddo.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource(
      delimiter = ' ',
      value = {
        "[A-Z][a-z]* Ada true",
        "^[A-Z]+$ ADA true",
        "red|blue blue true",
        "red|blue redblue false",
        "(?:ab){2,3} abab true",
        "(?:ab){2,3} ababab true",
        "(?:ab){2,3} ab false",
        "(?:ab){2,3} abababab false",
        "a{3} aaa true",
        "a{2,} a false",
        "a{2,} aaaaa true",
        "a?b+?c bbc true",
        "\\d{1,2}-\\w+ 07-x_1 true",
        "\\d{1,2}-\\w+ 007-x false",
        "[^\\s\\]]+ a]b false",
        "[a-z&&[^aeiou]]+ xyz true",
        "[a-z&&[^aeiou]]+ xaz false",
        "\\p{L}+ Zoë true",
        "\\pL+ Zoë1 false",
        "\\x41\\u0042\\x{43} ABC true",
        ". 😀 true",
        "a.c a\\c true",
        "a\\.c abc false",
        "a}]b a}]b true",
        "(|a)(|a)b aab true",
        "(a|ab)(c|bcd)d* abcd true",
        "((a*)*)*b aab true",
        "(?:(?:^)*)*a a true",
      })
  void a_pattern_means_what_is_usual(String regex, String text, boolean matches) {
    assertThat(TextPattern.parse(regex).orElseThrow().matches(text)).isEqualTo(matches);
    assertThat(text.matches(regex)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)\\1",
        "(?=a)a",
        "(?<!a)b",
        "(?i)a",
        "(?<name>a)",
        "(?>a)",
        "a++",
        "\\ba",
        "\\Qa\\E",
        "[a\\Q[\\E]",
        "a{1001}",
        "\\p{Nobody}",
        "\\u00"
      })
  void what_looks_around_or_back_is_refused(String regex) {
    assertThat(TextPattern.parse(regex)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(?:^){1000}){1000}hello",
        "(?:(?:(?:){1000}){1000}){1000}x",
        "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x",
        "^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?^?x",
        "((((a*b*)*c*)*d*)*e*)*x",
        "(?:(?:(?:[a-z]?){1000}){1000}){1000}x"
      })
  void a_pattern_that_reads_nothing_is_given_up_soon_as_well(String regex) {
    var pattern = TextPattern.parse(regex).orElseThrow();
    var matched =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> pattern.matches("") || pattern.matches("abcde".repeat(100)));
    assertThat(matched).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a-", "*", "a{2,1}", "\\", "a)", "(?:a", "a{", "a{,2}"})
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
