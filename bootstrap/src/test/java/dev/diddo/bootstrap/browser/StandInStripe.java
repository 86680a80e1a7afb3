package dev.diddo.bootstrap.browser;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plugin of Stripe's name whose payments are paid within the page. It stands in for the whole of
 * Stripe: what a buyer's browser asks of Stripe's API, {@link StandInStripeJs} brings here.
 */
public final class StandInStripe implements GatewayPlugin {
  private static final String SERVICES = "META-INF/services/" + GatewayPlugin.class.getName();
  private static final Map<String, Entry> PAYMENTS = new ConcurrentHashMap<>();

  private record Entry(PaymentRequest request, boolean paid, boolean ended) {}

  /** A service that finds this plugin in the place of the real one, and the sandbox. */
  static RunningService service(String gateways) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(finding(before));
    try {
      return RunningService.start(Map.of("DIDDO_GATEWAYS", gateways));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ClassLoader finding(ClassLoader parent) {
    return new ClassLoader(parent) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICES)
            ? Collections.enumeration(List.of(services()))
            : super.getResources(name);
      }
    };
  }

  private static URL services() {
    try {
      var names = StandInStripe.class.getName() + "\ndev.diddo.gateway.sandbox.SandboxPlugin\n";
      var file = Files.writeString(Files.createTempFile("plugins", ""), names);
      file.toFile().deleteOnExit();
      return file.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the buyer's card pays it. */
  static void pay(String clientSecret) {
    PAYMENTS.computeIfPresent(
        clientSecret, (_, entry) -> new Entry(entry.request, true, entry.ended));
  }

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return new Gateway() {
      @Override
      public SequencedSet<Handover.Mode> modes() {
        return new LinkedHashSet<>(List.of(Handover.Mode.EMBEDDED));
      }

      @Override
      public PaymentState open(PaymentRequest request) {
        return state(
            PAYMENTS.computeIfAbsent(
                secretOf(request.reference()), _ -> new Entry(request, false, false)));
      }

      @Override
      public PaymentState lookUp(PaymentReference reference) {
        var entry = PAYMENTS.get(secretOf(reference.reference()));
        return entry == null ? new PaymentState.Missing() : state(entry);
      }

      @Override
      public PaymentState cancel(PaymentReference reference) {
        PAYMENTS.computeIfPresent(
            secretOf(reference.reference()),
            (_, entry) -> new Entry(entry.request, entry.paid, !entry.paid));
        return lookUp(reference);
      }
    };
  }

  private static PaymentState state(Entry entry) {
    var id = "pi_" + entry.request.reference();
    var client =
        Map.of(
            "publishable_key",
            "pk_test_stand_in",
            "client_secret",
            secretOf(entry.request.reference()));
    if (entry.paid) {
      return new PaymentState.Captured(id, entry.request.amount());
    }
    return entry.ended
        ? new PaymentState.Cancelled(id)
        : new PaymentState.Open(id, new Handover.Embedded(client));
  }

  private static String secretOf(String reference) {
    return "pi_" + reference + "_secret_of_tests";
  }
}
