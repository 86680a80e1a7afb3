package dev.diddo.bootstrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diddo.application.Page;
import dev.diddo.application.cart.CartChange;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.organization.ApiKeys;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.catalog.NdjsonCatalog;
import io.nayuki.qrcodegen.QrCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An organization to look at: three stores, a catalogue, a template cart and a key that everybody
 * knows. Loading it again finds what is there.
 */
record Demo(CartId cart) {
  static final String KEY_SECRET = "demo";
  static final String EMAIL = "demo@diddo.dev";
  private static final String PASSWORD = "diddo-demo";
  private static final String CART_FILE = "demo-cart";
  private static final String FACTS_FILE = "demo.json";
  private static final List<String> IN_THE_CART =
      List.of("striped-supporters-scarf", "opening-night-poster", "smoky-popcorn-trio");

  static Demo load(Wiring wiring, Config config) {
    var platform = new Caller.Platform(key(wiring));
    for (var store : DemoStores.all(wiring.ids)) {
      load(wiring, platform.tenant(), store);
    }
    return new Demo(
        keptCart(config)
            .filter(id -> exists(wiring, platform, id))
            .orElseGet(() -> newCart(wiring, platform, config)));
  }

  /**
   * Keeps a service for real use from a database that everybody has a key to.
   *
   * @throws BadSettingException if the demo's key opens something in it
   */
  static void refuseIn(ApiKeys keys) {
    if (knownKey(keys).filter(key -> key.revokedAt().isEmpty()).isPresent()) {
      throw new BadSettingException(
          "%s, %s: this database is a demo's, whose key everybody knows; choose another one"
              .formatted(Config.DATABASE_URL.name(), Config.DATA_DIR.name()));
    }
  }

  private static Optional<ApiKey> knownKey(ApiKeys keys) {
    return keys.find(KeyHash.of("dk_" + Environment.SANDBOX.text() + "_" + KEY_SECRET));
  }

  static ApiKey key(Wiring wiring) {
    return knownKey(wiring.apiKeys).orElseGet(() -> organization(wiring));
  }

  private static ApiKey organization(Wiring wiring) {
    var id = new OrganizationId(wiring.ids.next());
    wiring.organizations.add(Organization.named(id, "Northside Arena"));
    var operator = new Operator(new OperatorId(wiring.ids.next()), id, EMAIL, Operator.Role.ADMIN);
    var password = PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom());
    wiring.operators.put(operator, password);
    return new IssueKey(wiring.apiKeys, wiring.ids, new SecureRandom())
        .issue(
            new Tenant(id, Environment.SANDBOX),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            KEY_SECRET)
        .key();
  }

  private static void load(Wiring wiring, Tenant tenant, Store store) {
    var kept =
        wiring.stores.find(tenant, store.handle()).orElseGet(() -> added(wiring, tenant, store));
    // Also where the store was there: a demo that was ended before this is made whole.
    wiring.importCatalog.run(
        tenant, kept, new NdjsonCatalog(DemoStores.catalog(kept), kept.currency()));
  }

  private static Store added(Wiring wiring, Tenant tenant, Store store) {
    wiring.stores.add(tenant, store);
    return store;
  }

  private static boolean exists(Wiring wiring, Caller.Platform platform, CartId id) {
    return wiring.carts.find(platform.tenant(), id).isPresent();
  }

  private static CartId newCart(Wiring wiring, Caller.Platform platform, Config config) {
    var selections = IN_THE_CART.stream().map(handle -> one(wiring, platform, handle)).toList();
    var id = id(wiring.changeCart.create(platform, selections.getFirst()));
    for (var more : selections.subList(1, selections.size())) {
      var change = new CartChange.Add(new LineId(wiring.ids.next()), more);
      id(wiring.changeCart.change(platform, id, change, OptionalInt.empty()));
    }
    write(config.dataDir().resolve(CART_FILE), id.text());
    return id;
  }

  private static Selection one(Wiring wiring, Caller.Platform platform, String handle) {
    var filter =
        new ProductFilter(
            Optional.of(handle.replace('-', ' ')),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            ProductFilter.Sort.RELEVANCE);
    var found = wiring.products.search(platform.tenant(), filter, new Page(1, 0)).items();
    return found.stream()
        .map(Product::variants)
        .map(variants -> new Selection(variants.getFirst().id(), 1, List.of()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The demo's catalogue lacks " + handle));
  }

  private static CartId id(Outcome<CartView, CartRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<CartView, CartRefusal>(CartView.OfTemplate(var cart, _)) -> cart.id();
      case Outcome.Accepted<CartView, CartRefusal>(CartView.OfLiveCart _),
          Outcome.Refused<CartView, CartRefusal> _ ->
          throw new IllegalStateException("The demo's cart was refused: " + outcome);
    };
  }

  private static Optional<CartId> keptCart(Config config) {
    var file = config.dataDir().resolve(CART_FILE);
    try {
      return Files.exists(file)
          ? Ulid.parse(Files.readString(file).strip()).map(CartId::new)
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Tells programs nothing any more, or not yet: a process that is gone would be taken for ours.
   */
  static void withdraw(Config config) {
    try {
      Files.deleteIfExists(config.dataDir().resolve(FACTS_FILE));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Tells programs where everything is, for as long as it is there. */
  void write(Config config) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("base_url", config.publicUrl().toString());
    facts.put("management_url", "http://127.0.0.1:" + config.managementPort());
    facts.put("api_key", "dk_sandbox_" + KEY_SECRET);
    facts.put("cart_id", cart.text());
    facts.put("checkout_url", checkoutUrl(config));
    facts.put("dashboard_url", config.publicUrl() + "/dashboard");
    facts.put("operator", Map.of("email", EMAIL, "password", PASSWORD));
    facts.put("pid", ProcessHandle.current().pid());
    try {
      var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(facts);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> withdraw(config), "withdraw"));
      write(config.dataDir().resolve(FACTS_FILE), json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Tells people the same. */
  void print(Config config, PrintWriter out) {
    out.println();
    out.println(TerminalQrCode.of(QrCode.encodeText(checkoutUrl(config), QrCode.Ecc.MEDIUM)));
    out.println("  Checkout   " + checkoutUrl(config));
    out.println("  Dashboard  " + config.publicUrl() + "/dashboard");
    out.println("             " + EMAIL + ", " + PASSWORD);
    out.println("  Try        curl -H 'Authorization: Bearer dk_sandbox_" + KEY_SECRET + "' \\");
    out.println("                  " + config.publicUrl() + "/cart/" + cart.text());
    out.println("  Contract   " + config.publicUrl() + "/docs");
    out.println("  Health     http://127.0.0.1:" + config.managementPort() + "/health/ready");
    out.println();
    out.println("  Pay with 4242 4242 4242 4242, any date to come and any three digits.");
    out.println("  Ctrl-C ends it; its data stay in " + config.dataDir());
    out.flush();
  }

  private String checkoutUrl(Config config) {
    return config.publicUrl() + "/c/" + cart.text();
  }

  private static void write(Path file, String text) {
    try {
      var written = Files.createTempFile(file.toAbsolutePath().getParent(), "demo", ".tmp");
      Files.writeString(written, text + "\n");
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
