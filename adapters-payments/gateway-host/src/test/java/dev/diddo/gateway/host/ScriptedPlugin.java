package dev.diddo.gateway.host;

import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Pages;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A gateway that does what a test tells it to, good or bad. */
final class ScriptedPlugin implements GatewayPlugin {
  final List<PaymentRequest> requests = new ArrayList<>();
  final List<PaymentReference> references = new ArrayList<>();
  Supplier<PaymentState> says = PaymentState.Missing::new;
  Optional<Notifications> notifications = Optional.empty();
  Optional<Pages> pages = Optional.empty();
  Optional<Customers> customers = Optional.empty();
  Function<GatewayContext, Gateway> connecting = _ -> new Scripted();
  List<Setting> settings = List.of();
  int closed;
  private final String name;

  ScriptedPlugin(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Setting> settings() {
    return settings;
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return connecting.apply(context);
  }

  private final class Scripted implements Gateway {
    @Override
    public PaymentState open(PaymentRequest request) {
      requests.add(request);
      return says.get();
    }

    @Override
    public PaymentState lookUp(PaymentReference reference) {
      references.add(reference);
      return says.get();
    }

    @Override
    public PaymentState cancel(PaymentReference reference) {
      return lookUp(reference);
    }

    @Override
    public Optional<Notifications> notifications() {
      return notifications;
    }

    @Override
    public Optional<Pages> pages() {
      return pages;
    }

    @Override
    public Optional<Customers> customers() {
      return customers;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
