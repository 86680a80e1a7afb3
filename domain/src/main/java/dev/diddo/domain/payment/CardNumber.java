package dev.diddo.domain.payment;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Recognizes payment card numbers where none belong, so that they are refused before they are
 * stored: digits that begin as the brands' do (ISO/IEC 7812), are as many as theirs, and pass the
 * Luhn check. Shorter ones are left alone, for long telephone numbers look like them.
 */
public final class CardNumber {
  private static final int SHORTEST = 14;
  private static final int LONGEST = 19;

  /** What no one writes within a number. */
  private static final Pattern BREAK = Pattern.compile("[^0-9 .-]+|[ .-]{3,}");

  private static final Pattern BRANDS =
      Pattern.compile(
          "4\\d{15}|4\\d{18}|5\\d{15}|2[2-7]\\d{14}|3[47]\\d{13}|3[0689]\\d{12}|35\\d{14}|6\\d{15,18}");

  private CardNumber() {}

  /** Whether a card number stands anywhere in the text, also within more digits. */
  public static boolean isIn(String text) {
    return BREAK
        .splitAsStream(text)
        .map(part -> part.replaceAll("[^0-9]", ""))
        .anyMatch(CardNumber::holdsOne);
  }

  private static boolean holdsOne(String digits) {
    return IntStream.rangeClosed(0, digits.length() - SHORTEST)
        .anyMatch(
            start ->
                IntStream.rangeClosed(SHORTEST, Math.min(LONGEST, digits.length() - start))
                    .mapToObj(length -> digits.substring(start, start + length))
                    .anyMatch(CardNumber::isOne));
  }

  private static boolean isOne(String digits) {
    return BRANDS.matcher(digits).matches() && passesLuhn(digits);
  }

  private static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
