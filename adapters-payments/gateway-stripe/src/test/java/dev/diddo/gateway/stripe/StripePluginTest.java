package dev.diddo.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripePluginTest {
  private final StripePlugin plugin = new StripePlugin();

  private static GatewayContext context(String secretKey, String publishableKey) {
    return new GatewayContext(
        Map.of(
            StripePlugin.SECRET_KEY,
            secretKey,
            StripePlugin.PUBLISHABLE_KEY,
            publishableKey,
            StripePlugin.WEBHOOK_SECRET,
            "whsec_1, whsec_2",
            StripePlugin.API_BASE,
            "https://api.stripe.com/"),
        URI.create("http://127.0.0.1:9/notifications"),
        URI.create("http://127.0.0.1:9/pages"),
        Path.of("unused"),
        InstantSource.system());
  }

  private Setting setting(String name) {
    return plugin.settings().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "secret_key, sk_test_51Abc, true",
    "secret_key, sk_live_51Abc, true",
    "secret_key, rk_live_51Abc, true",
    "secret_key, pk_test_51Abc, false",
    "secret_key, '', false",
    "secret_key, sk_test_, false",
    "secret_key, 'sk_test_51 Abc', false",
    "publishable_key, pk_live_51Abc, true",
    "publishable_key, '', true",
    "publishable_key, sk_live_51Abc, false",
    "webhook_secret, '', true",
    "webhook_secret, whsec_5Wb+/=, true",
    "webhook_secret, 'whsec_5Wb, whsec_6Xc', true",
    "webhook_secret, 'whsec_5Wb,', false",
    "webhook_secret, 5Wb, false",
    "api_base, http://127.0.0.1:12111, true",
    "api_base, http://stripe.example, false"
  })
  void a_setting_has_a_form(String name, String value, boolean fits) {
    assertThat(setting(name).format().accepts(value)).isEqualTo(fits);
  }

  @Test
  void defaults_fit_and_secrets_are_marked() {
    assertThat(plugin.settings())
        .allSatisfy(
            it ->
                it.defaultValue()
                    .ifPresent(value -> assertThat(it.format().accepts(value)).isTrue()));
    assertThat(plugin.settings().stream().filter(Setting::secret).map(Setting::name))
        .containsExactly(StripePlugin.SECRET_KEY, StripePlugin.WEBHOOK_SECRET);
  }

  @Test
  void keys_of_different_modes_stop_the_start_and_are_not_repeated() {
    assertThatThrownBy(() -> plugin.connect(context("sk_live_51Canary", "pk_test_51Other")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("publishable_key")
        .hasMessageNotContaining("Canary");
    plugin.connect(context("rk_live_51Canary", "pk_live_51Other")).close();
    plugin.connect(context("sk_test_51Canary", "")).close();
  }

  @Test
  void an_account_does_not_print_its_secrets() {
    var account = Account.of(context("sk_test_51Canary", "pk_test_51Other"));
    assertThat(account.webhookSecrets()).containsExactly("whsec_1", "whsec_2");
    assertThat(account.apiBase()).isEqualTo("https://api.stripe.com");
    assertThat(account.toString()).doesNotContain("Canary", "whsec");
  }
}
