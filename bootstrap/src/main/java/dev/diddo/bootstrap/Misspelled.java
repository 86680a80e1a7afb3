package dev.diddo.bootstrap;

import dev.diddo.gateway.host.DeclaredSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Variables that look like settings and are none, most likely misspelled ones. They are told and
 * not refused: an older version is started with a newer one's settings when it is rolled back, and
 * Kubernetes adds variables of its own beside a service that is called diddo.
 */
final class Misspelled {
  private static final String OURS = "DIDDO_";

  /** Of the launcher and of the tests. */
  private static final List<String> OTHERS =
      List.of(
          "DIDDO_JAVA_OPTS",
          "DIDDO_CHROMIUM",
          "DIDDO_TEST_DATABASE_URL",
          "DIDDO_STRIPE_TEST_ACCOUNT");

  /** With more wrong letters it was hardly meant. */
  private static final int MAX_DISTANCE = 3;

  private Misspelled() {}

  /** The same for gateways as they are found where the environment says. */
  static List<String> in(Environment environment) {
    try (var plugins = GatewayCommand.plugins(environment)) {
      return in(environment, plugins.settings(plugins.names()));
    }
  }

  /** A line for each, by name. */
  static List<String> in(Environment environment, Collection<DeclaredSetting> ofGateways) {
    var known = known(ofGateways);
    return new TreeMap<>(environment.variables())
        .keySet().stream()
            .filter(name -> name.startsWith(OURS) && !known.contains(name))
            .map(name -> line(name, known))
            .toList();
  }

  private static List<String> known(Collection<DeclaredSetting> ofGateways) {
    var known = new ArrayList<>(OTHERS);
    for (var setting : Config.settings()) {
      add(known, setting.name(), setting.secret());
    }
    for (var setting : ofGateways) {
      add(known, setting.variable(), setting.secret());
    }
    return known;
  }

  private static void add(List<String> known, String name, boolean secret) {
    known.add(name);
    if (secret) {
      known.add(name + "_FILE");
    }
  }

  private static String line(String name, List<String> known) {
    var meant = nearest(name, known).map(it -> "; is " + it + " meant?").orElse("");
    return name + ": there is no such setting" + meant;
  }

  private static Optional<String> nearest(String name, List<String> known) {
    return known.stream()
        .filter(it -> distance(name, it) <= MAX_DISTANCE || isShortFor(name, it))
        .min(Comparator.comparingInt(it -> distance(name, it)));
  }

  /** As DIDDO_PORT is for DIDDO_HTTP_PORT. */
  private static boolean isShortFor(String name, String known) {
    return List.of(known.split("_")).containsAll(List.of(name.split("_")));
  }

  /** How many letters are to be changed, added or left out. */
  private static int distance(String a, String b) {
    var above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
