package dev.diddo.domain.payment;

import java.util.regex.Pattern;

/**
 * Recognizes payment card numbers where none belong, so that they are refused before they are
 * stored: 13 to 19 digits (ISO/IEC 7812) that pass the Luhn check.
 */
public final class CardNumber {
  private static final Pattern DIGITS = Pattern.compile("\\d(?:[ -]?\\d){12,18}");

  private CardNumber() {}

  /** Whether a card number stands anywhere in the text, also with spaces or hyphens. */
  public static boolean isIn(String text) {
    return DIGITS.matcher(text).results().anyMatch(found -> passesLuhn(found.group()));
  }

  private static boolean passesLuhn(String text) {
    var digits = text.chars().filter(Character::isDigit).map(Character::getNumericValue).toArray();
    int sum = 0;
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[digits.length - 1 - i];
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
