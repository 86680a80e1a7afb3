package dev.diddo.domain.id;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The text of an id: 128 bits as 26 characters of Crockford's base 32, as the ULID specification
 * has it.
 */
public final class Ulid {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 26;
  private static final int BITS_PER_DIGIT = 5;
  private static final byte[] VALUES = values();
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ulid() {}

  public static String text(UUID id) {
    var text = new char[LENGTH];
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) (low & 31)];
      low = (low >>> BITS_PER_DIGIT) | (high << (Long.SIZE - BITS_PER_DIGIT));
      high >>>= BITS_PER_DIGIT;
    }
    return new String(text);
  }

  /** Reads a ULID in either case or the text of a UUID; empty for anything else. */
  public static Optional<UUID> parse(String text) {
    if (text.length() == LENGTH) {
      return parseUlid(text);
    }
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private static Optional<UUID> parseUlid(String text) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      int digit = c < VALUES.length ? VALUES[c] : -1;
      // The first digit holds the 3 bits that 26 digits have less room for than they could say.
      if (digit < 0 || (i == 0 && digit > 7)) {
        return Optional.empty();
      }
      high = (high << BITS_PER_DIGIT) | (low >>> (Long.SIZE - BITS_PER_DIGIT));
      low = (low << BITS_PER_DIGIT) | digit;
    }
    return Optional.of(new UUID(high, low));
  }

  private static byte[] values() {
    var values = new byte['z' + 1];
    Arrays.fill(values, (byte) -1);
    for (byte i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = i;
      values[Character.toLowerCase(DIGITS[i])] = i;
    }
    return values;
  }
}
