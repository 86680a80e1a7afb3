package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The embedded test provider: test cards only, no money, no account needed anywhere. */
public final class SandboxPlugin implements GatewayPlugin {
  static final String NOTIFICATION_SECRET = "notification_secret";
  static final String CONTROL = "control";
  static final String CONTROL_TOKEN = "control_token";

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            NOTIFICATION_SECRET,
            "Signs the sandbox's notifications; several by comma, of which the first signs and all"
                + " verify; empty: made up at the first start and kept",
            new Setting.Format.Text(1_000),
            true,
            Optional.of("")),
        Setting.optional(
            CONTROL,
            "For tests only: whether the sandbox can be told to misbehave, by those who have the"
                + " control token",
            new Setting.Format.OneOf(List.of("off", "on")),
            "off"),
        new Setting(
            CONTROL_TOKEN,
            "Lets a test control the sandbox, where control is on",
            new Setting.Format.Text(1_000),
            true,
            Optional.of("")));
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return connect(context, Notifier.DELAYS);
  }

  /**
   * @param delays before each try to tell the checkout something
   */
  static Gateway connect(GatewayContext context, List<Duration> delays) {
    return context.setting(CONTROL).equals("on")
        ? MisbehavingGateway.connect(context, delays)
        : SandboxGateway.connect(context, delays);
  }
}
