package dev.diddo.gateway.memory;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Setting;
import java.util.List;
import java.util.function.Function;

/** A provider that forgets everything at the end, but until then does all of it right. */
public final class MemoryPlugin implements GatewayPlugin {
  static final String SECRET = "signing_secret";

  private final Function<GatewayContext, Gateway> gateway;

  public MemoryPlugin() {
    this(MemoryGateway::new);
  }

  MemoryPlugin(Function<GatewayContext, Gateway> gateway) {
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.secret(SECRET, "signs notifications", new Setting.Format.Text(100)));
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return gateway.apply(context);
  }
}
