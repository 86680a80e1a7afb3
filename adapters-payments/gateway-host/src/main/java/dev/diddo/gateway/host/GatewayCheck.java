package dev.diddo.gateway.host;

import dev.diddo.gateway.host.GatewayReport.Abilities;
import dev.diddo.gateway.host.Guard.Answer;
import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.kit.SafePart;
import dev.diddo.gateway.kit.SafePart.FalseException;
import dev.diddo.gateway.kit.SafePart.Sentence;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks at gateways as they are configured, for an operator. A plugin that hangs or throws here is
 * given up as in the service.
 */
public final class GatewayCheck {
  private static final int MAX_WHY_LENGTH = 300; // a line or two

  private final Plugins plugins;
  private final Map<String, String> environment;
  private final Surroundings surroundings;

  /**
   * @param environment variables by name
   */
  public GatewayCheck(Plugins plugins, Map<String, String> environment, Surroundings surroundings) {
    this.plugins = plugins;
    this.environment = Map.copyOf(environment);
    this.surroundings = surroundings;
  }

  /** A sentence that was tried; {@code failure} is why it is not true, empty if it is. */
  public record Checked(String sentence, Optional<String> failure) {}

  /** All gateways that there are, sorted by name. Each is connected for a moment, and not used. */
  public List<GatewayReport> list() {
    return plugins.names().stream().map(plugins::find).map(this::report).toList();
  }

  private GatewayReport report(FoundPlugin found) {
    try {
      var states = PluginSettings.states(found, environment);
      try {
        return new GatewayReport(
            found.name(), found.origin(), states, Optional.of(abilities(found)), "");
      } catch (InvalidSettingException e) {
        return new GatewayReport(
            found.name(), found.origin(), states, Optional.empty(), why(e, List.of()));
      }
    } catch (InvalidSettingException e) {
      return new GatewayReport(
          found.name(), found.origin(), List.of(), Optional.empty(), why(e, List.of()));
    }
  }

  private Abilities abilities(FoundPlugin found) {
    var gateway = Plugins.connect(found, environment, surroundings);
    var guard = guard(found, gateway);
    try {
      var answer =
          guard.call(
              "describe",
              () -> new Abilities(new LinkedHashSet<>(gateway.modes()), facets(gateway)));
      if (answer instanceof Answer.Said<Abilities>(var abilities)) {
        return abilities;
      }
      throw new InvalidSettingException(
          "The gateway %s does not say what it can do".formatted(found.name()));
    } finally {
      close(guard, gateway);
    }
  }

  private Guard guard(FoundPlugin found, Gateway gateway) {
    return Guard.ofAnswers(found.name(), gateway, surroundings.limits(), surroundings.listener());
  }

  private static void close(Guard guard, Gateway gateway) {
    guard.call(
        "close",
        () -> {
          gateway.close();
          return true;
        });
  }

  private static EnumSet<Facet> facets(Gateway gateway) {
    return Arrays.stream(Facet.values())
        .filter(facet -> facet.isOfferedBy(gateway))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)));
  }

  /**
   * Connects this gateway and tries the safe part of the kit on it: a smallest payment is opened
   * and cancelled, and no money moves.
   *
   * @param heard gets each sentence once it was tried
   * @return whether all of them are true
   * @throws InvalidSettingException if there is no such gateway or it does not start
   */
  public boolean check(String name, Consumer<Checked> heard) {
    var found = plugins.find(name);
    var gateway = Plugins.connect(found, environment, surroundings);
    var guard = guard(found, gateway);
    try {
      return check(found, gateway, guard, heard);
    } finally {
      close(guard, gateway);
    }
  }

  private boolean check(FoundPlugin found, Gateway gateway, Guard guard, Consumer<Checked> heard) {
    var safePart = new SafePart(found.plugin(), gateway, currencies(), surroundings.clock());
    var good = true;
    for (var sentence : safePart.sentences()) {
      var failure = failure(guard, sentence, secrets(found));
      good &= failure.isEmpty();
      heard.accept(new Checked(sentence.text(), failure));
    }
    return good;
  }

  private Optional<String> failure(Guard guard, Sentence sentence, List<String> secrets) {
    var answer = guard.call("check", () -> tried(sentence, secrets));
    return switch (answer) {
      case Answer.Said<Optional<String>>(var failure) -> failure;
      case Answer.NotReached<Optional<String>> _ -> Optional.of("earlier calls still hang");
      case Answer.Silence<Optional<String>> _ ->
          Optional.of(
              "no answer within %d ms".formatted(surroundings.limits().deadline().toMillis()));
    };
  }

  private static Optional<String> tried(Sentence sentence, List<String> secrets) {
    try {
      sentence.hold();
      return Optional.empty();
    } catch (FalseException e) {
      return Optional.of(why(e, secrets));
    } catch (Throwable e) { // a plugin may also lack a class or overflow the stack
      return Optional.of(e.getClass().getName() + ": " + why(e, secrets));
    }
  }

  private List<String> secrets(FoundPlugin found) {
    var values = PluginSettings.read(found, environment);
    return found.settings().stream()
        .filter(setting -> setting.secret())
        .map(setting -> values.get(setting.name()))
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** In a line or two; a plugin's own words may quote what nobody may read. */
  private static String why(Throwable e, List<String> secrets) {
    var message = String.valueOf(e.getMessage()).strip();
    for (var secret : secrets) {
      message = message.replace(secret, "…");
    }
    return message.length() > MAX_WHY_LENGTH ? message.substring(0, MAX_WHY_LENGTH) + "…" : message;
  }

  /** All money that there is, the most usual first. */
  private static List<Currency> currencies() {
    var usual = List.of("USD", "EUR", "GBP", "JPY");
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .sorted(
            Comparator.<Currency>comparingInt(it -> place(usual, it))
                .thenComparing(Currency::getCurrencyCode))
        .toList();
  }

  private static int place(List<String> usual, Currency currency) {
    int place = usual.indexOf(currency.getCurrencyCode());
    return place < 0 ? usual.size() : place;
  }
}
