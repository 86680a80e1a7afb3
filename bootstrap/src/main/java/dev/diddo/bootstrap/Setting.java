package dev.diddo.bootstrap;

import java.util.function.Function;

/**
 * One environment variable.
 *
 * @param defaultValue the text that stands for an absent variable; empty where absence has a
 *     meaning of its own, which the description tells
 * @param secret never printed; may come from the file that {@code NAME_FILE} names
 * @param parser throws IllegalArgumentException with what it wants instead
 */
record Setting<T>(
    String name,
    String defaultValue,
    String description,
    boolean secret,
    Function<String, T> parser) {

  static <T> Setting<T> plain(
      String name, String defaultValue, String description, Function<String, T> parser) {
    return new Setting<>(name, defaultValue, description, false, parser);
  }

  static <T> Setting<T> secret(String name, String description, Function<String, T> parser) {
    return new Setting<>(name, "", description, true, parser);
  }

  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException bad) {
      var shown = secret ? "its value" : "\"" + text + "\"";
      throw new BadSettingException(name + ": " + shown + " does not fit: " + bad.getMessage());
    }
  }
}
