package dev.diddo.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads settings from environment variables and from the files that {@code NAME_FILE} names. */
final class Environment {
  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  static Environment of(Map<String, String> variables) {
    return new Environment(variables);
  }

  /** The same, where these stand in for what is absent. */
  Environment withDefaults(Map<String, String> defaults) {
    var all = new HashMap<>(defaults);
    variables.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            all.put(name, value);
          }
        });
    return new Environment(all);
  }

  <T> T get(Setting<T> setting) {
    return setting.parse(text(setting));
  }

  /** Whether something was given for it. */
  boolean isSet(Setting<?> setting) {
    return isSet(setting.name(), setting.secret());
  }

  /** The same of a setting that a gateway declares. */
  boolean isSet(String name, boolean secret) {
    return !variables.getOrDefault(name, "").isBlank()
        || (secret && !variables.getOrDefault(name + "_FILE", "").isBlank());
  }

  /**
   * A line for each of these that does not fit, in their order; what does not fit together is told
   * by {@link Config#from}.
   */
  List<String> faults(List<Setting<?>> settings) {
    var faults = new ArrayList<String>();
    for (var setting : settings) {
      try {
        var _ = get(setting);
      } catch (BadSettingException bad) {
        faults.add(String.valueOf(bad.getMessage()));
      }
    }
    return List.copyOf(faults);
  }

  /** Every variable, for those who declare settings of their own. */
  Map<String, String> variables() {
    return variables;
  }

  private String text(Setting<?> setting) {
    var text = variables.getOrDefault(setting.name(), "");
    var file = variables.getOrDefault(setting.name() + "_FILE", "");
    if (text.isBlank() && setting.secret() && !file.isBlank()) {
      return read(setting, Path.of(file));
    }
    return text.isBlank() ? setting.defaultValue() : text.strip();
  }

  private static String read(Setting<?> setting, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new BadSettingException(setting.name() + "_FILE: cannot read " + file);
    }
  }
}
