package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Setting;
import java.util.List;
import java.util.Optional;

/** The embedded test provider: test cards only, no money, no account needed anywhere. */
public final class SandboxPlugin implements GatewayPlugin {
  static final String NOTIFICATION_SECRET = "notification_secret";

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
            Optional.of("")));
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return SandboxGateway.connect(context, Notifier.DELAYS);
  }
}
