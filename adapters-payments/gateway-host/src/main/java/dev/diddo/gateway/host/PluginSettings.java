package dev.diddo.gateway.host;

import dev.diddo.gateway.host.GatewayReport.SettingState;
import dev.diddo.gateway.host.GatewayReport.Standing;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is configured for a plugin, held against what the plugin wants. */
final class PluginSettings {
  private PluginSettings() {}

  /** The variable that configures this setting: {@code DIDDO_<PLUGIN>_<NAME>}. */
  static String variable(FoundPlugin plugin, Setting setting) {
    return "DIDDO_%s_%s"
        .formatted(plugin.name(), setting.name())
        .replace('-', '_')
        .toUpperCase(Locale.ROOT);
  }

  /**
   * A value for each setting of the plugin.
   *
   * @throws InvalidSettingException with a line for each value that is missing or does not fit; no
   *     value is quoted
   */
  static Map<String, String> read(FoundPlugin plugin, Map<String, String> environment) {
    var values = new HashMap<String, String>();
    var faults = new ArrayList<String>();
    for (var setting : plugin.settings()) {
      var variable = variable(plugin, setting);
      configured(setting, variable, environment)
          .or(setting::defaultValue)
          .ifPresentOrElse(
              value -> {
                values.put(setting.name(), value);
                if (!setting.format().accepts(value)) {
                  faults.add(variable + " has to be " + setting.format().hint());
                }
              },
              () -> faults.add(variable + " is missing: " + setting.description()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettingException(String.join(System.lineSeparator(), faults));
    }
    return values;
  }

  private static Optional<String> configured(
      Setting setting, String variable, Map<String, String> environment) {
    var value = environment.getOrDefault(variable, "").strip();
    var file = environment.getOrDefault(variable + "_FILE", "").strip();
    if (value.isEmpty() && setting.secret() && !file.isEmpty()) {
      value = content(variable, file);
    }
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  private static String content(String variable, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new InvalidSettingException(variable + "_FILE: cannot read " + file, e);
    }
  }

  /** One line of what can be configured. */
  static List<DeclaredSetting> declared(FoundPlugin plugin) {
    return plugin.settings().stream()
        .map(
            setting ->
                new DeclaredSetting(
                    variable(plugin, setting),
                    setting.defaultValue(),
                    setting.description(),
                    setting.secret()))
        .toList();
  }

  /**
   * How each setting stands in this environment, without a value.
   *
   * @throws InvalidSettingException if a file that is named for a secret cannot be read
   */
  static List<SettingState> states(FoundPlugin plugin, Map<String, String> environment) {
    return plugin.settings().stream()
        .map(
            setting -> {
              var variable = variable(plugin, setting);
              var state =
                  configured(setting, variable, environment)
                      .map(value -> setting.format().accepts(value) ? Standing.SET : Standing.UNFIT)
                      .orElse(
                          setting.defaultValue().isPresent() ? Standing.DEFAULT : Standing.MISSING);
              return new SettingState(variable, setting.format().hint(), state);
            })
        .toList();
  }
}
