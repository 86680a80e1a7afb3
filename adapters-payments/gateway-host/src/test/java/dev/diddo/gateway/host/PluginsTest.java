package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Payment;
import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginsTest {
  private static final Setting.Format ANY = new Setting.Format.Text(100);
  private static final Setting KEY =
      new Setting("secret_key", "the provider's key", ANY, true, Optional.empty());
  private static final Setting BASE =
      new Setting(
          "api_base",
          "where it is",
          new Setting.Format.Url(),
          false,
          Optional.of("https://api.example"));

  @TempDir Path directory;
  private final ScriptedPlugin plugin = new ScriptedPlugin("acme-pay");

  private PluginGateways connect(Plugins plugins, List<String> names, Map<String, String> set) {
    return plugins.connect(
        names,
        set,
        new Surroundings(
            URI.create("https://checkout.example"),
            directory.resolve("gateways"),
            InstantSource.fixed(Attempts.NOON),
            new GuardLimits(10, Duration.ofSeconds(5), Duration.ofSeconds(20), Attempts.PATIENT),
            (_, _, _, _) -> {}));
  }

  private GatewayContext contextWith(Map<String, String> environment) {
    var seen = new AtomicReference<GatewayContext>();
    var connecting = plugin.connecting;
    plugin.connecting =
        context -> {
          seen.set(context);
          return connecting.apply(context);
        };
    connect(Plugins.of(List.of(plugin)), List.of("acme-pay"), environment).close();
    return seen.get();
  }

  @Test
  void the_sandbox_is_found_and_takes_a_payment_from_its_page_to_the_capture() {
    var plugins = Plugins.onClassPath();
    assertThat(plugins.settings(List.of("sandbox")))
        .extracting(DeclaredSetting::variable)
        .contains("DIDDO_SANDBOX_NOTIFICATION_SECRET");
    try (var gateways = connect(plugins, List.of("sandbox"), Map.of())) {
      assertThat(gateways.names()).containsExactly("sandbox");
      var attempt = Attempts.at("sandbox");
      var submitting = new Payment.Submitting(attempt);
      var open = (Payment.Open) submitting.witness(gateways.open(attempt));
      assertThat(open.url().orElseThrow().toString())
          .startsWith("https://checkout.example/sandbox/payments/");

      var token = open.url().orElseThrow().getPath().substring("/sandbox/payments/".length());
      var card =
          Map.of("card_number", "4242424242424242", "exp", "12/34", "cvc", "123", "name", "Ada");
      var page = gateways.answer("sandbox", "POST", token, card).orElseThrow();
      assertThat(page.status()).isEqualTo(303);
      assertThat(page.headers()).containsEntry("Location", "https://shop.example/paid");

      var authorised = (Payment.Authorised) open.witness(gateways.lookUp(open));
      assertThat(gateways.cancel(authorised)).isInstanceOf(Evidence.Authorised.class);
      var capturing = authorised.capture(attempt.amount());
      assertThat(capturing.witness(gateways.capture(capturing)))
          .isInstanceOf(Payment.Captured.class);
      assertThat(directory.resolve("gateways/sandbox/payments")).isNotEmptyDirectory();
    }
  }

  @Test
  void settings_come_from_the_environment_from_files_and_from_defaults() throws IOException {
    plugin.settings = List.of(KEY, BASE);
    var context = contextWith(Map.of("DIDDO_ACME_PAY_SECRET_KEY", " sk_1 "));
    assertThat(context.setting("secret_key")).isEqualTo("sk_1");
    assertThat(context.setting("api_base")).isEqualTo("https://api.example");
    assertThat(context.notificationsUrl())
        .isEqualTo(URI.create("https://checkout.example/payments/acme-pay/notifications"));
    assertThat(context.pagesUrl())
        .isEqualTo(URI.create("https://checkout.example/acme-pay/payments"));
    assertThat(context.directory()).isDirectory();

    var file = Files.writeString(directory.resolve("key"), "sk_2\n");
    var fromFile = contextWith(Map.of("DIDDO_ACME_PAY_SECRET_KEY_FILE", file.toString()));
    assertThat(fromFile.setting("secret_key")).isEqualTo("sk_2");
  }

  @Test
  void each_missing_setting_is_a_line_that_says_what_to_set() {
    plugin.settings =
        List.of(KEY, new Setting("shop_id", "your shop", ANY, false, Optional.empty()), BASE);
    assertThatThrownBy(() -> contextWith(Map.of("DIDDO_ACME_PAY_SHOP_ID", " ")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "DIDDO_ACME_PAY_SECRET_KEY is missing: the provider's key"
                + System.lineSeparator()
                + "DIDDO_ACME_PAY_SHOP_ID is missing: your shop");
    assertThatThrownBy(() -> contextWith(Map.of("DIDDO_ACME_PAY_SECRET_KEY_FILE", "/no/such")))
        .hasMessage("DIDDO_ACME_PAY_SECRET_KEY_FILE: cannot read /no/such");
  }

  @Test
  void a_plugin_that_refuses_its_settings_stops_the_start_and_ends_those_before_it() {
    var before = new ScriptedPlugin("before");
    var plugins = Plugins.of(List.of(before, plugin));
    plugin.connecting =
        _ -> {
          throw new InvalidSettingException("secret_key is for another country");
        };
    assertThatThrownBy(() -> connect(plugins, List.of("before", "acme-pay"), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("The gateway acme-pay: secret_key is for another country");
    assertThat(before.closed).isEqualTo(1);
    plugin.connecting =
        _ -> {
          throw new NoClassDefFoundError("x");
        };
    assertThatThrownBy(() -> connect(plugins, List.of("acme-pay"), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("The gateway acme-pay could not start");
  }

  @Test
  void a_name_that_no_plugin_has_is_told_with_those_there_are() {
    var plugins = Plugins.of(List.of(new ScriptedPlugin("other"), plugin));
    assertThatThrownBy(() -> connect(plugins, List.of("acme"), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("There is no gateway called \"acme\"; there are: acme-pay, other");
    assertThatThrownBy(() -> connect(plugins, List.of("other", "other"), Map.of()))
        .hasMessage("The gateway other is named twice");
  }

  @Test
  void plugins_with_bad_names_or_one_name_are_refused() {
    assertThatThrownBy(() -> Plugins.of(List.of(plugin, new ScriptedPlugin("acme-pay"))))
        .hasMessage(
            "Two plugins are called acme-pay: one is from the class path, one from the class path");
    for (var name : List.of("", "A", "a", "1a", "a_b", "a/b", "x".repeat(33))) {
      assertThatThrownBy(() -> Plugins.of(List.of(new ScriptedPlugin(name))))
          .isInstanceOf(InvalidSettingException.class);
    }
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        arguments(new Setting.Format.Text(3), "long"),
        arguments(new Setting.Format.Matching(Pattern.compile("sk_.*"), "a key"), "pk_1"),
        arguments(new Setting.Format.Matching(Pattern.compile("sk_1"), "a key"), "sk_12"),
        arguments(new Setting.Format.OneOf(List.of("eu", "us")), "EU"),
        arguments(new Setting.Format.WholeNumber(1, 10), "11"),
        arguments(new Setting.Format.WholeNumber(1, 10), "0"),
        arguments(new Setting.Format.WholeNumber(1, 10), "1.5"),
        arguments(new Setting.Format.WholeNumber(1, 10), "99999999999999999999"),
        arguments(new Setting.Format.Url(), "http://pay.example"),
        arguments(new Setting.Format.Url(), "javascript:alert(1)"),
        arguments(new Setting.Format.Url(), "https://"),
        arguments(new Setting.Format.Url(), "not a url"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void a_value_that_does_not_fit_stops_the_start_and_is_not_quoted(
      Setting.Format format, String value) {
    plugin.settings = List.of(Setting.secret("thing", "what it is", format));
    assertThatThrownBy(() -> contextWith(Map.of("DIDDO_ACME_PAY_THING", value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("DIDDO_ACME_PAY_THING has to be " + format.hint());
  }

  static Stream<Arguments> fitting() {
    return Stream.of(
        arguments(new Setting.Format.Text(4), "long"),
        arguments(new Setting.Format.Matching(Pattern.compile("sk_.*"), "a key"), "sk_1"),
        arguments(new Setting.Format.OneOf(List.of("eu", "us")), "eu"),
        arguments(new Setting.Format.WholeNumber(1, 10), "10"),
        arguments(new Setting.Format.Url(), "https://pay.example/api?x=1"),
        arguments(new Setting.Format.Url(), "http://127.0.0.1:4242"));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void a_value_that_fits_reaches_the_plugin(Setting.Format format, String value) {
    plugin.settings = List.of(Setting.required("thing", "what it is", format));
    assertThat(contextWith(Map.of("DIDDO_ACME_PAY_THING", value)).setting("thing"))
        .isEqualTo(value);
  }

  @Test
  void a_plugin_that_does_not_say_its_settings_is_refused() {
    plugin.settings = null;
    assertThatThrownBy(() -> Plugins.of(List.of(plugin)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("does not say its name and settings");
  }
}
