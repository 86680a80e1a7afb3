package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Pages.PageRequest;
import dev.diddo.gateway.spi.PaymentReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The sandbox keeps the contract also where it can be told not to: with answers that get lost,
 * outages, and clerks at work in its dashboard.
 */
class ControlledSandboxGatewayTest extends SandboxGatewayTest {
  @Override
  protected Map<String, String> settings() {
    var settings = new HashMap<>(super.settings());
    settings.put(SandboxPlugin.CONTROL, "on");
    settings.put(SandboxPlugin.CONTROL_TOKEN, Sandbox.CONTROL_TOKEN);
    return settings;
  }

  @Override
  protected void dispute(PaymentReference payment) {
    order("disputes", Map.of("reference", payment.reference()));
  }

  @Override
  protected void refundByHand(PaymentReference payment, Money amount) {
    var cents = Long.toString(amount.minorUnits());
    order("refunds", Map.of("reference", payment.reference(), "amount", cents));
  }

  @Override
  protected void loseNextAnswer() {
    order("faults", Map.of("fault", "fail_after"));
  }

  @Override
  protected void disconnect() {
    order("faults", Map.of("fault", "down"));
  }

  @Override
  protected void reconnect() {
    order("faults/clear", Map.of());
  }

  private void order(String path, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("token", Sandbox.CONTROL_TOKEN);
    var page =
        gateway().pages().orElseThrow().answer(new PageRequest("POST", "control/" + path, form));
    assertThat(page.status()).as(page.body()).isIn(200, 201);
  }
}
