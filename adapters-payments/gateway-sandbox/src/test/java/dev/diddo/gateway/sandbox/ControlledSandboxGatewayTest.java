package dev.diddo.gateway.sandbox;

import java.util.HashMap;
import java.util.Map;

/** The sandbox keeps the contract also where it could be told not to, and was not. */
class ControlledSandboxGatewayTest extends SandboxGatewayTest {
  @Override
  protected Map<String, String> settings() {
    var settings = new HashMap<>(super.settings());
    settings.put(SandboxPlugin.CONTROL, "on");
    settings.put(SandboxPlugin.CONTROL_TOKEN, Sandbox.CONTROL_TOKEN);
    return settings;
  }
}
