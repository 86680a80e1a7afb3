package dev.diddo.gateway.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a buyer typed, judged. Nothing of it is kept, whatever it is. */
sealed interface CardForm {
  int MAX_NAME_LENGTH = 100;

  /** The field by which a known buyer pays with the card used last; its value is a token. */
  String SAVED_CARD = "saved_card";

  /** The fields of the form, by the names that it posts. */
  enum Field {
    CARD_NUMBER("card_number"),
    EXP("exp"),
    CVC("cvc"),
    NAME("name");

    private final String posted;

    Field(String posted) {
      this.posted = posted;
    }

    String posted() {
      return posted;
    }
  }

  /** A test card, presented in full. */
  record Presented(TestCard card) implements CardForm {}

  /**
   * Something to mend.
   *
   * @param errors a sentence for each field that has to change
   * @param name to be shown again; empty if it may not be
   */
  record Refused(Map<Field, String> errors, String name) implements CardForm {}

  static CardForm read(Map<String, String> form, Instant now) {
    var errors = new EnumMap<Field, String>(Field.class);
    var card = TestCard.of(Rules.typed(form, Field.CARD_NUMBER));
    if (card.isEmpty()) {
      errors.put(Field.CARD_NUMBER, "This is a test page: use one of the test cards listed here.");
    }
    Rules.expiry(Rules.typed(form, Field.EXP), now)
        .ifPresent(error -> errors.put(Field.EXP, error));
    if (!Rules.CVC.matcher(Rules.typed(form, Field.CVC)).matches()) {
      errors.put(Field.CVC, "Enter 3 or 4 digits.");
    }
    var name = Rules.typed(form, Field.NAME);
    Rules.name(name).ifPresent(error -> errors.put(Field.NAME, error));
    return card.isPresent() && errors.isEmpty()
        ? new Presented(card.get())
        : new Refused(errors, errors.containsKey(Field.NAME) ? "" : name);
  }

  /** One rule a field. */
  final class Rules {
    private static final Pattern EXP = Pattern.compile("([0-9]{2}) ?/ ?([0-9]{2})");
    private static final Pattern CVC = Pattern.compile("[0-9]{3,4}");
    private static final Pattern LOOKS_LIKE_A_NUMBER = Pattern.compile(".*([0-9][ -]?){8}.*");

    private Rules() {}

    private static String typed(Map<String, String> form, Field field) {
      return form.getOrDefault(field.posted(), "").strip();
    }

    private static Optional<String> expiry(String typed, Instant now) {
      var matcher = EXP.matcher(typed);
      if (!matcher.matches()) {
        return Optional.of("Enter month and year as MM/YY.");
      }
      try {
        var lastMonth =
            YearMonth.of(
                2000 + Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        return lastMonth.isBefore(YearMonth.from(now.atZone(ZoneOffset.UTC)))
            ? Optional.of("This date has passed: any month to come will do.")
            : Optional.empty();
      } catch (DateTimeException e) {
        return Optional.of("Months go from 01 to 12.");
      }
    }

    private static Optional<String> name(String typed) {
      if (typed.isEmpty()) {
        return Optional.of("Enter a name: any will do.");
      }
      if (typed.length() > MAX_NAME_LENGTH) {
        return Optional.of("Enter at most %d characters.".formatted(MAX_NAME_LENGTH));
      }
      // a card number that was typed here must not be shown again
      return LOOKS_LIKE_A_NUMBER.matcher(typed).matches()
          ? Optional.of("Enter a name, not a number.")
          : Optional.empty();
    }
  }
}
