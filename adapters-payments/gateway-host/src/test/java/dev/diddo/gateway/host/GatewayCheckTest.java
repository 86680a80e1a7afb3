package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.diddo.gateway.host.GatewayCheck.Checked;
import dev.diddo.gateway.host.GatewayReport.SettingState;
import dev.diddo.gateway.host.GatewayReport.Standing;
import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GatewayCheckTest {
  private static final String SECRET = "sk_live_nobody_may_read_this";

  @TempDir Path directory;
  private Duration deadline = Duration.ofSeconds(30);
  private final List<Checked> heard = new ArrayList<>();
  private final ScriptedPlugin plugin = new ScriptedPlugin("acme");

  private GatewayCheck check(Plugins plugins, Map<String, String> environment) {
    return new GatewayCheck(
        plugins,
        environment,
        new Surroundings(
            URI.create("https://checkout.example"),
            directory,
            InstantSource.system(),
            new GuardLimits(10, Duration.ofSeconds(1), deadline, Attempts.PATIENT),
            (_, _, _, _) -> {}));
  }

  private GatewayCheck checkAcme(Map<String, String> environment) {
    return check(Plugins.of(List.<GatewayPlugin>of(plugin)), environment);
  }

  @Test
  void the_sandbox_passes_the_safe_part() {
    assertThat(check(Plugins.onClassPath(), Map.of()).check("sandbox", heard::add)).isTrue();
    assertThat(heard)
        .hasSizeGreaterThan(10)
        .allSatisfy(it -> assertThat(it.failure()).isEmpty())
        .extracting(Checked::sentence)
        .contains("a smallest payment opens", "messages of strangers are refused");
  }

  @Test
  void what_the_sandbox_can_do_is_listed() {
    assertThat(check(Plugins.onClassPath(), Map.of()).list())
        .singleElement()
        .satisfies(
            sandbox -> {
              assertThat(sandbox.name()).isEqualTo("sandbox");
              assertThat(sandbox.origin()).isEqualTo("the class path");
              assertThat(sandbox.abilities().orElseThrow().modes()).contains(Handover.Mode.HOSTED);
              assertThat(sandbox.abilities().orElseThrow().facets())
                  .contains(Facet.CAPTURES, Facet.REFUNDS, Facet.PAGES);
              assertThat(sandbox.settings())
                  .extracting(SettingState::variable, SettingState::standing)
                  .contains(tuple("DIDDO_SANDBOX_NOTIFICATION_SECRET", Standing.DEFAULT));
            });
  }

  @Test
  void a_false_sentence_says_what_was_seen_and_the_others_are_tried_all_the_same() {
    plugin.says = () -> new PaymentState.Declined("none", "no");
    assertThat(checkAcme(Map.of()).check("acme", heard::add)).isFalse();
    assertThat(heard)
        .filteredOn(it -> it.sentence().equals("a smallest payment opens"))
        .extracting(it -> it.failure().orElseThrow())
        .containsExactly("it is Declined");
    assertThat(heard)
        .filteredOn(it -> it.sentence().equals("its name and its settings are well formed"))
        .allSatisfy(it -> assertThat(it.failure()).isEmpty());
    assertThat(plugin.closed).isEqualTo(1);
  }

  @Test
  void what_a_plugin_throws_is_told_without_its_secrets() {
    plugin.settings = List.of(Setting.secret("key", "the key", new Setting.Format.Text(99)));
    plugin.says =
        () -> {
          throw new IllegalStateException("HTTP 401 for " + SECRET);
        };
    var check = checkAcme(Map.of("DIDDO_ACME_KEY", SECRET));
    assertThat(check.check("acme", heard::add)).isFalse();
    assertThat(heard.toString()).contains("HTTP 401 for …").doesNotContain(SECRET);
  }

  @Test
  @Timeout(120)
  void a_plugin_that_hangs_is_given_up() {
    deadline = Duration.ofMillis(50);
    plugin.says =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new PaymentState.Missing();
        };
    assertThat(checkAcme(Map.of()).check("acme", heard::add)).isFalse();
    assertThat(heard)
        .filteredOn(it -> it.sentence().equals("a smallest payment opens"))
        .extracting(it -> it.failure().orElseThrow())
        .containsExactly("no answer within 50 ms");
  }

  @Test
  void settings_are_listed_by_how_they_stand_and_never_by_value() {
    var number = new Setting.Format.WholeNumber(1, 9);
    plugin.settings =
        List.of(
            Setting.secret("key", "the key", new Setting.Format.Text(99)),
            Setting.required("shop", "the shop", number),
            Setting.required("till", "the till", number),
            Setting.optional("floor", "the floor", number, "3"));
    var environment = Map.of("DIDDO_ACME_KEY", SECRET, "DIDDO_ACME_SHOP", "12");
    var report = checkAcme(environment).list().getFirst();
    assertThat(report.settings())
        .containsExactly(
            new SettingState("DIDDO_ACME_KEY", "at most 99 characters", Standing.SET),
            new SettingState("DIDDO_ACME_SHOP", "a whole number from 1 to 9", Standing.UNFIT),
            new SettingState("DIDDO_ACME_TILL", "a whole number from 1 to 9", Standing.MISSING),
            new SettingState("DIDDO_ACME_FLOOR", "a whole number from 1 to 9", Standing.DEFAULT));
    assertThat(report.abilities()).isEmpty();
    assertThat(report.trouble())
        .contains("DIDDO_ACME_SHOP has to be a whole number from 1 to 9")
        .contains("DIDDO_ACME_TILL is missing: the till");
    assertThat(report.toString()).doesNotContain(SECRET);
  }

  @Test
  void a_gateway_that_there_is_not_cannot_be_checked() {
    assertThatThrownBy(() -> checkAcme(Map.of()).check("nobody", heard::add))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("there are: acme");
  }
}
