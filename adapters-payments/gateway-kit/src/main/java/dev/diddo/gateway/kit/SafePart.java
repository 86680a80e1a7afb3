package dev.diddo.gateway.kit;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be tried at any gateway, also at a real account: a smallest payment is opened and
 * cancelled, and no buyer ever comes, so no money moves. Needs the SPI and the JDK alone, because
 * the service runs it too, to check what an operator has configured.
 *
 * <p>One object tries one payment: its sentences are held once each, in their order.
 */
public final class SafePart {
  private static final Duration LIFETIME = Duration.ofMinutes(30); // the least that Stripe takes
  private static final int MAX_ID_LENGTH = 255;
  private static final int MAX_URL_LENGTH = 2048;

  private final GatewayPlugin plugin;
  private final Gateway gateway;
  private final List<Currency> currencies;
  private final InstantSource clock;
  private final String reference = newReference();
  private Optional<PaymentRequest> request = Optional.empty();
  private Optional<PaymentState.Open> opened = Optional.empty();

  /**
   * @param currencies the first one that the gateway takes is what the payment is of
   */
  public SafePart(
      GatewayPlugin plugin, Gateway gateway, List<Currency> currencies, InstantSource clock) {
    this.plugin = plugin;
    this.gateway = gateway;
    this.currencies = List.copyOf(currencies);
    this.clock = clock;
  }

  /** A claim about the gateway, and how to see whether it is true. */
  public record Sentence(String text, Attempting attempting) {

    /**
     * Returns if the sentence is true.
     *
     * @throws Exception if it is not: a {@link FalseException} that says why, or whatever the
     *     plugin threw
     */
    public void hold() throws Exception {
      attempting.run();
    }
  }

  /** Tries a sentence. */
  @FunctionalInterface
  public interface Attempting {
    void run() throws Exception;
  }

  /** A sentence is not true. The message says what was seen instead, and quotes no secret. */
  public static final class FalseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FalseException(String message) {
      super(message);
    }
  }

  /** All of them, in the order in which they are to be tried. */
  public List<Sentence> sentences() {
    var sentences = new ArrayList<Sentence>();
    sentences.add(new Sentence("its name and its settings are well formed", this::settings));
    sentences.add(new Sentence("each facet is there or not, and none is null", this::facets));
    sentences.add(new Sentence("buyers can pay in one way at least", this::modes));
    sentences.add(new Sentence("some amount fits each rule for amounts", this::amounts));
    sentences.add(new Sentence("a payment that was never opened is missing", this::missing));
    sentences.add(new Sentence("cancelling what was never opened is missing", this::cancelNone));
    sentences.add(new Sentence("a smallest payment opens", this::open));
    sentences.add(new Sentence("its key opens no other payment", this::openAgain));
    sentences.add(new Sentence("it is found by our reference alone", this::findByReference));
    sentences.add(new Sentence("it is found by both names", this::findByBoth));
    sentences.add(new Sentence("it is cancelled, and stays so", this::cancel));
    if (gateway.notifications().isPresent()) {
      sentences.add(new Sentence("messages of strangers are refused", this::refuseStrangers));
    }
    return List.copyOf(sentences);
  }

  private void settings() {
    require(plugin.name().matches("[a-z][a-z0-9-]{1,31}"), "its name cannot be used");
    var names = new HashSet<String>();
    for (var setting : plugin.settings()) {
      var name = setting.name();
      require(name.matches("[a-z][a-z0-9_]*"), "the setting's name cannot be used: " + name);
      require(names.add(name), "two settings are called " + name);
      require(!setting.description().isBlank(), name + " is not described");
      require(defaultFits(setting), name + " has a default that it does not take");
    }
  }

  private static boolean defaultFits(Setting setting) {
    return setting.defaultValue().map(setting.format()::accepts).orElse(true);
  }

  private void facets() {
    for (var facet : Facet.values()) {
      var _ = facet.isOfferedBy(gateway); // throws if it is null
    }
  }

  private void modes() {
    require(!gateway.modes().isEmpty(), "there is none");
  }

  private void amounts() {
    require(!taken().isEmpty(), "it takes none of " + currencies);
    for (var currency : taken()) {
      var rule = gateway.amounts(currency).orElseThrow();
      require(least(currency).minorUnits() <= rule.most(), "no amount fits in " + currency);
    }
    var nothing = gateway.amounts(Currency.getInstance("XXX")); // no currency: as others, no throw
    require(nothing != null, "it answers null");
  }

  private void missing() {
    var state = gateway.lookUp(new PaymentReference(newReference(), Optional.empty()));
    require(state instanceof PaymentState.Missing, "it is " + name(state));
  }

  private void cancelNone() {
    var state = gateway.cancel(new PaymentReference(newReference(), Optional.empty()));
    require(state instanceof PaymentState.Missing, "it is " + name(state));
  }

  private void open() {
    request = Optional.of(newRequest());
    var state = gateway.open(request.get());
    if (state instanceof PaymentState.Open open) {
      opened = Optional.of(open);
      require(!open.gatewayId().isBlank(), "it has no id");
      require(open.gatewayId().length() <= MAX_ID_LENGTH, "its id is too long");
      require(isUsable(open.handover()), "no buyer could pay it");
    } else {
      throw new FalseException("it is " + name(state));
    }
  }

  private void openAgain() {
    var state = gateway.open(request.orElseThrow(SafePart::notOpened));
    require(state.equals(payment()), "it is another one, or " + name(state));
  }

  private void findByReference() {
    var state = gateway.lookUp(new PaymentReference(reference, Optional.empty()));
    require(state.equals(payment()), "it is another one, or " + name(state));
  }

  private void findByBoth() {
    var state = gateway.lookUp(both());
    require(state.equals(payment()), "it is another one, or " + name(state));
  }

  private void cancel() {
    var both = both();
    for (var state : List.of(gateway.cancel(both), gateway.cancel(both), gateway.lookUp(both))) {
      require(state instanceof PaymentState.Cancelled, "it is " + name(state));
    }
  }

  private void refuseStrangers() {
    var notifications = gateway.notifications().orElseThrow();
    var bodies =
        List.of(
            "", "{", "{}", "[]", "null", "{\"id\":\"evt_1\"}", "a=b", "\u0000", "é".repeat(999));
    var now = "t=" + clock.instant().getEpochSecond();
    var signatures =
        List.of("", ",", "t=,v1=", now + ",v1=00", now + ",v1=" + "0".repeat(64), "0".repeat(64));
    for (var body : bodies) {
      refuse(notifications, Map.of(), body);
      for (var header : List.of("signature", "x-signature", plugin.name() + "-signature")) {
        signatures.forEach(it -> refuse(notifications, Map.of(header, List.of(it)), body));
      }
    }
  }

  private static void refuse(
      Notifications notifications, Map<String, List<String>> headers, String body) {
    try {
      notifications.verify(new RawNotification(headers, body.getBytes(StandardCharsets.UTF_8)));
    } catch (InvalidNotificationException refused) {
      return;
    }
    throw new FalseException("one was believed");
  }

  private PaymentState.Open payment() {
    return opened.orElseThrow(SafePart::notOpened);
  }

  private PaymentReference both() {
    return new PaymentReference(reference, Optional.of(payment().gatewayId()));
  }

  private PaymentRequest newRequest() {
    var amount = least(taken().stream().findFirst().orElseThrow(SafePart::notOpened));
    return new PaymentRequest(
        reference + "-open",
        reference,
        gateway.modes().getFirst(),
        amount,
        List.of(new Share(reference + "-1", "Check", Optional.empty(), amount, amount)),
        Optional.empty(),
        Optional.empty(),
        URI.create("https://shop.example/paid"),
        URI.create("https://shop.example/cancelled"),
        clock.instant().plus(LIFETIME).plusSeconds(60));
  }

  private List<Currency> taken() {
    return currencies.stream().filter(it -> gateway.amounts(it).isPresent()).toList();
  }

  private Money least(Currency currency) {
    var rule = gateway.amounts(currency).orElseThrow();
    return new Money(Math.ceilDiv(rule.least(), rule.step()) * rule.step(), currency);
  }

  private static boolean isUsable(Handover handover) {
    return switch (handover) {
      case Handover.Hosted(var url) ->
          ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getHost() != null
              && url.toString().length() <= MAX_URL_LENGTH;
      case Handover.Embedded(var client) -> !client.isEmpty();
    };
  }

  /** Like no checkout's own, so that a running one takes the provider's message for none of its. */
  private static String newReference() {
    return "check-" + UUID.randomUUID();
  }

  private static FalseException notOpened() {
    return new FalseException("there is none: it did not open");
  }

  /** The kind of state alone: a handover lets its holder pay. */
  private static String name(PaymentState state) {
    return state.getClass().getSimpleName();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new FalseException(otherwise);
    }
  }
}
