package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.SandboxPage;
import dev.diddo.domain.id.Ulid;
import dev.diddo.gateway.sandbox.SandboxLedger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The sandbox provider of a running service, as a test sees it from its control and its books. */
final class Provider implements AutoCloseable {
  private static final String CONTROL = "/sandbox/payments/control/";

  private final RunningService service = RunningService.startMisbehaving();
  private final Api control = new Api(service.api().base(), _ -> {});

  /** Hands the classes that ask for it the one provider of this run, with its service. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType().equals(Provider.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(Provider.class, _ -> new Provider(), Provider.class);
    }
  }

  RunningService service() {
    return service;
  }

  // ---- its control

  /** Orders a fault; answers its id. The fields come by turns of name and value. */
  String misbehave(String operation, String fault, String... fields) {
    var all = new String[fields.length + 4];
    all[0] = "operation";
    all[1] = operation;
    all[2] = "fault";
    all[3] = fault;
    System.arraycopy(fields, 0, all, 4, fields.length);
    return act("faults", all).is(201).json().path("id").asText();
  }

  /** Everything goes well from now on. */
  void behave() {
    act("faults/clear").is(200);
  }

  /** Waits until a call went wrong by this fault. */
  void awaitDone(String fault) {
    Eventually.holds(() -> counted(fault).path("done").asInt() > 0);
  }

  /** Whether no call was made that the fault could have been for. */
  boolean isUntouched(String fault) {
    return counted(fault).path("seen").asInt() == 0;
  }

  private JsonNode counted(String fault) {
    return Json.items(act("faults/list").ok().path("faults")).stream()
        .filter(it -> it.path("id").asText().equals(fault))
        .findFirst()
        .orElseThrow();
  }

  /** Does what the provider's own people could do, such as {@code refunds}. */
  Answer act(String path, String... fields) {
    var form = new StringBuilder("token=").append(RunningService.CONTROL_TOKEN);
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return control.send(
        Ask.of("POST", CONTROL + path).text("application/x-www-form-urlencoded", form.toString()));
  }

  /** A page that may answer what no contract of ours says. */
  SandboxPage seen(SandboxPage page) {
    return new SandboxPage(control, page.url());
  }

  /** The payment with its refunds and disputes. */
  JsonNode payment(String reference) {
    return act("payments", "reference", reference).ok();
  }

  /** Asks again until the answer has this status, as long as a provider may stay in doubt. */
  static void patiently(Supplier<Answer> ask, int status) {
    Eventually.holds(() -> ask.get().status() == status);
  }

  // ---- its books

  SandboxLedger.Entry entry(String reference) {
    return SandboxLedger.in(service.sandboxDir()).find(reference).orElseThrow();
  }

  static String referenceOf(Buyer buyer) {
    return buyer.status().path("payment").path("id").asText();
  }

  /** Fails unless this was charged once and nothing of it given back. */
  void isCharged(Buyer buyer) {
    var entry = entry(referenceOf(buyer));
    assertThat(entry.captured()).isEqualTo(buyer.total());
    assertThat(entry.refunded()).isZero();
  }

  /** Both auditors find nothing: the test's own, and the one that operators run. */
  void checkBooks(Platform platform) {
    var auditor = new Auditor(service.database(), service.sandboxDir());
    Eventually.holds(() -> auditor.isQuiet(platform.organization()));
    auditor.checkBooks(platform.organization());
    assertThat(service.audit(platform.organization())).isEmpty();
  }

  // ---- time

  /** As if so much time had passed that the reconciler looks at all of it again. */
  void letReconcile(Platform platform) {
    run(
        "update payment set check_at = now() where check_at is not null and organization_id = '%s'",
        platform);
    run(
        "update movement set due_at = now() where due_at is not null and organization_id = '%s'",
        platform);
  }

  void run(String update, Platform platform) {
    var tenant = Ulid.parse(platform.organization()).orElseThrow().toString();
    try (var connection = service.database().connect();
        var statement = connection.createStatement()) {
      var _ = statement.executeUpdate(update.formatted(tenant));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What was told of a cart, oldest first. */
  List<String> eventsOf(Buyer buyer) {
    var cart = Ulid.parse(buyer.cartId()).orElseThrow().toString();
    try (var connection = service.database().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select type from event where cart_id = '" + cart + "' order by sequence")) {
      var types = new java.util.ArrayList<String>();
      while (rows.next()) {
        types.add(rows.getString(1));
      }
      return types;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
