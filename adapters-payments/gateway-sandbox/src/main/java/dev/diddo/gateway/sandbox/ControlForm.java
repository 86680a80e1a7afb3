package dev.diddo.gateway.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of an order, read strictly: a test that mistypes one should hear of it. */
record ControlForm(Map<String, String> fields) {
  static final String TOKEN = "token";
  static final long MOST_MONEY = 1L << 53; // what money can have in minor units
  private static final int MAX_TEXT_LENGTH = 255;
  private static final int MAX_MILLIS = 600_000; // ten minutes: longer than any patience
  private static final int MAX_TIMES = 1_000;
  private static final int MAX_COPIES = 200;
  private static final Pattern CODE = Pattern.compile("[a-z0-9_.]{1,64}");

  /** A field that cannot be used. Caught where the form came from. */
  static final class BadFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    BadFieldException(String field, String mend) {
      super(mend);
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /** Refuses every other field than these and the token. */
  ControlForm only(String... known) {
    var names = Set.of(known);
    fields.keySet().stream()
        .filter(it -> !it.equals(TOKEN) && !names.contains(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw new BadFieldException(it, "is not known here");
            });
    return this;
  }

  Optional<String> text(String field) {
    var text = Optional.ofNullable(fields.get(field)).map(String::strip);
    if (text.filter(it -> it.length() > MAX_TEXT_LENGTH).isPresent()) {
      throw new BadFieldException(field, "has at most " + MAX_TEXT_LENGTH + " characters");
    }
    return text.filter(it -> !it.isEmpty());
  }

  String required(String field) {
    return text(field).orElseThrow(() -> new BadFieldException(field, "is missing"));
  }

  /** A short code in lower case. */
  Optional<String> code(String field) {
    var code = text(field);
    if (code.filter(it -> !CODE.matcher(it).matches()).isPresent()) {
      throw new BadFieldException(field, "is at most 64 of a-z, 0-9, _ and .");
    }
    return code;
  }

  long number(String field, long least, long most, long usual) {
    var text = text(field);
    if (text.isEmpty()) {
      return usual;
    }
    var hint = "is a whole number from %d to %d".formatted(least, most);
    try {
      var number = Long.parseLong(text.get());
      if (number < least || number > most) {
        throw new BadFieldException(field, hint);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new BadFieldException(field, hint);
    }
  }

  /** One of these by its name in lower case. */
  <E extends Enum<E>> E oneOf(String field, List<E> values) {
    var text = required(field);
    return values.stream()
        .filter(it -> lower(it).equals(text))
        .findFirst()
        .orElseThrow(() -> new BadFieldException(field, "is one of " + names(values)));
  }

  Fault fault() {
    only("operation", "fault", "reference", "nth", "times", "ms", "copies", "amount", "reason");
    var misbehaviour = oneOf("fault", List.of(Misbehaviour.values()));
    var operation =
        text("operation").isEmpty()
            ? Operation.ALL
            : oneOf("operation", List.of(Operation.values()));
    if (!misbehaviour.suits(operation)) {
      throw new BadFieldException(
          "operation",
          "is for this fault one of "
              + names(Stream.of(Operation.values()).filter(misbehaviour::suits).toList()));
    }
    var down = misbehaviour == Misbehaviour.DOWN;
    return new Fault(
        Ids.random("fault_"),
        operation,
        misbehaviour,
        down ? "" : text("reference").orElse(""),
        down ? 1 : (int) number("nth", 1, MAX_TIMES, 1),
        down ? Integer.MAX_VALUE : (int) number("times", 1, MAX_TIMES, 1),
        number("ms", 0, MAX_MILLIS, misbehaviour.usualMillis()),
        copies(2),
        number("amount", 0, MOST_MONEY, 0),
        code("reason").orElse(""));
  }

  int copies(int usual) {
    return (int) number("copies", 1, MAX_COPIES, usual);
  }

  private static <E extends Enum<E>> String names(List<E> values) {
    return String.join(", ", values.stream().map(ControlForm::lower).toList());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
