package dev.diddo.domain.order;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What people say on the phone: eight characters, unique in the organization, not sequential, so
 * that nobody can count an organization's sales.
 */
public record OrderNumber(String text) {
  // Crockford's alphabet without vowels left to spell words with.
  private static final String ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 8;

  /**
   * A number as somebody writes down what they hear: in groups, and with letters for the digits
   * that look like them, which no number has.
   */
  public static OrderNumber heard(String text) {
    var letters = text.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
    return new OrderNumber(letters.replace('O', '0').replace('I', '1').replace('L', '1'));
  }

  public static OrderNumber random(RandomGenerator random) {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new OrderNumber(text.toString());
  }
}
