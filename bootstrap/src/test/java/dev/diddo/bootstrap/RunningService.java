package dev.diddo.bootstrap;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.application.payment.AuditPayments;
import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Desk;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Unique;
import dev.diddo.bootstrap.contract.Contract;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.gateway.host.BreakerLimits;
import dev.diddo.gateway.host.GuardLimits;
import dev.diddo.http.Routes;
import dev.diddo.persistence.DatabaseUrl;
import dev.diddo.persistence.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The whole service, in this JVM, on ports and a database of its own. */
public final class RunningService implements AutoCloseable {
  /** What it signs tokens with, so that tests can forge some. */
  public static final byte[] TOKEN_KEY =
      "a token key of tests, 32 bytes or more".getBytes(StandardCharsets.UTF_8);

  /** What the sandbox provider signs its notifications with. */
  public static final String SANDBOX_SECRET = "a sandbox secret of tests";

  /** What whoever tells the sandbox provider to misbehave has to know. */
  public static final String CONTROL_TOKEN = "a-control-token-of-tests";

  private static final Limits LIMITS = Limits.STANDARD.withoutNotice();

  /** A provider's silence costs a test two seconds, and is soon noticed to be over. */
  private static final Limits IMPATIENT =
      LIMITS.asking(
          new GuardLimits(
              64,
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              new BreakerLimits(10, Duration.ofSeconds(1), Duration.ofSeconds(2))),
          Duration.ofMillis(200));

  /** Hashing takes its time, so all operators of tests have one. */
  private static final PasswordHash PASSWORD =
      PasswordHash.of(Desk.PASSWORD.toCharArray(), new SecureRandom());

  public static final byte[] DATA_KEY =
      "a data key of tests: 32 bytes...".getBytes(StandardCharsets.UTF_8);

  private final TestDatabase database;
  private final Path dataDir;
  private boolean ownsDatabase = true;
  private final Service service;
  private final Contract contract = new Contract();
  private final Api api;
  private final Api management;

  private RunningService(
      TestDatabase database, Path dataDir, Environment environment, Limits limits) {
    this.database = database;
    this.dataDir = dataDir;
    var config = Config.from(environment);
    this.service = Service.start(config, environment, limits);
    this.api = new Api(config.publicUrl(), contract);
    this.management = new Api(URI.create("http://127.0.0.1:" + config.managementPort()), _ -> {});
  }

  public static RunningService start() {
    return start(Map.of());
  }

  /** With these settings besides. */
  public static RunningService start(Map<String, String> settings) {
    return start(TestDatabase.fresh(), settings);
  }

  /** With a sandbox provider that does what its control is told, and little patience with it. */
  public static RunningService startMisbehaving() {
    return start(
        TestDatabase.fresh(),
        Map.of("DIDDO_SANDBOX_CONTROL", "on", "DIDDO_SANDBOX_CONTROL_TOKEN", CONTROL_TOKEN),
        IMPATIENT);
  }

  /** Another process of the same service: on the same database, with these settings. */
  public RunningService sibling(Map<String, String> settings) {
    return sibling(settings, LIMITS);
  }

  RunningService sibling(Map<String, String> settings, Limits limits) {
    var sibling = start(database, settings, limits);
    sibling.ownsDatabase = false;
    return sibling;
  }

  /** One that sends nothing but what it stored itself, so that others come first. */
  public static RunningService startReticent() {
    var seldom = LIMITS.delivering(Duration.ofHours(1), LIMITS.deliveryLease());
    return start(TestDatabase.fresh(), Map.of(), seldom);
  }

  /** Another process of the same service, and a real one. */
  public OtherProcess otherProcess() {
    return OtherProcess.start(all(database, temporary(), Map.of()));
  }

  /** With a line to the database in between: told where that is, it answers its own port. */
  public static RunningService startBehind(ToIntFunction<DatabaseUrl> line) {
    var database = TestDatabase.fresh();
    var url = database.url();
    var behind =
        new DatabaseUrl(
            "127.0.0.1",
            line.applyAsInt(url),
            url.database(),
            url.user(),
            url.password(),
            url.sslMode(),
            url.rootCertificate());
    return start(database, Map.of("DIDDO_DATABASE_URL", behind.text()));
  }

  private static RunningService start(TestDatabase database, Map<String, String> settings) {
    return start(database, settings, LIMITS);
  }

  private static RunningService start(
      TestDatabase database, Map<String, String> settings, Limits limits) {
    var dataDir = temporary();
    var running =
        new RunningService(
            database, dataDir, Environment.of(all(database, dataDir, settings)), limits);
    Eventually.holds(running::isReady);
    return running;
  }

  private static Map<String, String> all(
      TestDatabase database, Path dataDir, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("DIDDO_HTTP_HOST", "127.0.0.1");
    all.put("DIDDO_HTTP_PORT", Integer.toString(freePort()));
    all.put("DIDDO_MANAGEMENT_PORT", Integer.toString(freePort()));
    all.put("DIDDO_DATABASE_URL", database.url().text());
    all.put("DIDDO_DATA_DIR", dataDir.toString());
    all.put("DIDDO_TOKEN_KEYS", "k1:" + Base64.getEncoder().encodeToString(TOKEN_KEY));
    all.put("DIDDO_DATA_KEYS", "k1:" + Base64.getEncoder().encodeToString(DATA_KEY));
    all.put("DIDDO_RATE_LIMIT_SCALE", "1000");
    all.put("DIDDO_EGRESS_ALLOW", "127.0.0.0/8");
    all.put("DIDDO_SANDBOX_NOTIFICATION_SECRET", SANDBOX_SECRET);
    all.putAll(settings);
    return all;
  }

  /**
   * As whoever sends traffic finds out; and its first connection, which is the slowest, is made.
   */
  private boolean isReady() {
    try {
      var _ = service.wiring().organizations.find(new OrganizationId(service.wiring().ids.next()));
      return management.send(Ask.get("/health/ready")).status() == 200;
    } catch (OutageException notYet) {
      return false;
    }
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("diddo-test");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  public Api api() {
    return api;
  }

  /** Health and metrics. */
  public Api management() {
    return management;
  }

  Wiring wiring() {
    return service.wiring();
  }

  public TestDatabase database() {
    return database;
  }

  public Contract contract() {
    return contract;
  }

  /** Where the sandbox provider keeps its books. */
  public Path sandboxDir() {
    return dataDir.resolve("gateways").resolve("sandbox");
  }

  /** The routes that there are: {@code GET /cart/{id}}. */
  public Set<String> routes() {
    return Routes.of(Edge.endpoints(service.wiring(), LIMITS)).all().stream()
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.toSet());
  }

  // ---- what the command line does

  /** What {@code diddo audit} finds of this organization. */
  public List<String> audit(String organization) {
    var tenant = new OrganizationId(Ulid.parse(organization).orElseThrow());
    var wiring = service.wiring();
    var findings = new ArrayList<String>();
    var audit =
        new AuditPayments(
            wiring.payments,
            wiring.orders,
            wiring.movements,
            wiring.ledger,
            wiring.gateways,
            wiring.clock);
    audit.audit(
        Instant.EPOCH,
        found -> {
          var owner = wiring.payments.locate(found.payment()).orElseThrow().tenant();
          if (owner.organization().equals(tenant)) {
            findings.add(found.toString());
          }
        });
    return findings;
  }

  /** A new organization, with a sandbox key for everything. */
  public Platform newPlatform() {
    var organization = new OrganizationId(service.wiring().ids.next());
    service
        .wiring()
        .organizations
        .add(Organization.named(organization, Unique.name("Organization")));
    return new Platform(api, organization.text(), newKey(organization.text(), "sandbox").secret());
  }

  /**
   * From now on this store accepts or rejects its orders by calls: without a secret it is not
   * asked.
   */
  public void letDecide(Platform platform, String store) {
    var stores = service.wiring().stores;
    var tenant =
        new Tenant(
            new OrganizationId(Ulid.parse(platform.organization()).orElseThrow()),
            dev.diddo.domain.organization.Environment.SANDBOX);
    var before = stores.find(tenant, store).orElseThrow();
    var deciding = before.takingOrdersAt(Optional.of(URI.create("https://brand.example/orders")));
    if (!stores.save(tenant, deciding)) {
      throw new IllegalStateException("The store was not saved");
    }
  }

  /** A key as it is shown once. */
  public record NewKey(String id, String secret) {}

  /** A key with these scopes, such as {@code orders:read}; none are all. */
  public NewKey newKey(String organization, String environment, String... scopes) {
    return newKey(organization, environment, Optional.empty(), scopes);
  }

  /** The secret of a sandbox key that reaches one store's part of orders alone. */
  public String newStoreKey(Platform platform, String store) {
    var only = Optional.of(new StoreId(Ulid.parse(store).orElseThrow()));
    return new IssueKey(service.wiring().apiKeys, service.wiring().ids, new SecureRandom())
        .issue(tenant(platform.organization(), "sandbox"), Set.of(), only, Optional.empty())
        .secret();
  }

  private static Tenant tenant(String organization, String environment) {
    return new Tenant(
        new OrganizationId(Ulid.parse(organization).orElseThrow()),
        Arrays.stream(dev.diddo.domain.organization.Environment.values())
            .filter(one -> one.text().equals(environment))
            .findFirst()
            .orElseThrow());
  }

  public NewKey newKey(
      String organization, String environment, Optional<Instant> end, String... scopes) {
    var tenant = tenant(organization, environment);
    var wanted =
        Arrays.stream(scopes)
            .map(scope -> Scope.parse(scope).orElseThrow())
            .collect(Collectors.toSet());
    var issued =
        new IssueKey(service.wiring().apiKeys, service.wiring().ids, new SecureRandom())
            .issue(tenant, wanted, Optional.empty(), end);
    return new NewKey(issued.key().id().text(), issued.secret());
  }

  /** Lets somebody into the dashboard of this organization; answers them, not signed in yet. */
  public Desk newOperator(String organization, String role) {
    return newOperator(organization, role, Unique.name("operator") + "@shop.example");
  }

  public Desk newOperator(String organization, String role, String email) {
    var owner = new OrganizationId(Ulid.parse(organization).orElseThrow());
    var operator =
        new Operator(
            new OperatorId(service.wiring().ids.next()),
            owner,
            email,
            Operator.Role.valueOf(role.toUpperCase(Locale.ROOT)));
    service.wiring().operators.put(operator, PASSWORD);
    return new Desk(api, email);
  }

  public void revoke(NewKey key) {
    service
        .wiring()
        .apiKeys
        .revoke(new ApiKeyId(Ulid.parse(key.id()).orElseThrow()), Instant.now());
  }

  /** Ends the service as SIGTERM would, and drops its database. */
  @Override
  public void close() {
    service.close();
    if (ownsDatabase) {
      database.close();
    }
    delete(dataDir);
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(RunningService::deleteOne);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }
}
