package dev.diddo.bootstrap;

import dev.diddo.http.ClientAddresses;
import dev.diddo.http.Networks;
import dev.diddo.persistence.DatabaseUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one process, read and checked once at the start.
 *
 * @param publicUrl where buyers reach the service; no trailing slash
 * @param databaseUrl empty for an embedded database below the data directory
 * @param tokenKeys by key id, the signing one first
 * @param dataKeys by key id, the encrypting one first
 * @param rateLimitScale multiplies every rate limit; 0 turns them off
 * @param gateways the default one first
 * @param pluginsDir where gateways lie as jars; empty for none but the built-in ones
 * @param egressAllowed what webhooks may be sent to although it is not public
 */
record Config(
    String httpHost,
    int httpPort,
    String managementHost,
    int managementPort,
    URI publicUrl,
    Optional<DatabaseUrl> databaseUrl,
    Path dataDir,
    SequencedMap<String, byte[]> tokenKeys,
    SequencedMap<String, byte[]> dataKeys,
    Duration liveCartTtl,
    Duration paymentTtl,
    Duration merchantDeadline,
    double rateLimitScale,
    ClientAddresses clientAddresses,
    List<String> gateways,
    Optional<Path> pluginsDir,
    Networks egressAllowed) {

  private static final int MIN_TOKEN_KEY_BYTES = 32;
  private static final int DATA_KEY_BYTES = 32;
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  static final Setting<String> HTTP_HOST =
      Setting.plain("DIDDO_HTTP_HOST", "0.0.0.0", "address to listen on", text -> text);
  static final Setting<Integer> HTTP_PORT =
      Setting.plain("DIDDO_HTTP_PORT", "8080", "port of the API and the pages", Config::port);
  static final Setting<String> MANAGEMENT_HOST =
      Setting.plain(
          "DIDDO_MANAGEMENT_HOST", "127.0.0.1", "address of health and metrics", text -> text);
  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.plain("DIDDO_MANAGEMENT_PORT", "9090", "port of health and metrics", Config::port);
  static final Setting<Optional<URI>> PUBLIC_URL =
      Setting.plain(
          "DIDDO_PUBLIC_URL",
          "",
          "where buyers reach this service, such as https://pay.example; absent: this machine",
          Config::publicUrl);
  static final Setting<Optional<DatabaseUrl>> DATABASE_URL =
      Setting.secret(
          "DIDDO_DATABASE_URL",
          "postgresql://user:password@host:5432/name; absent: embedded, in DIDDO_DATA_DIR",
          Config::databaseUrl);
  static final Setting<Path> DATA_DIR =
      Setting.plain(
          "DIDDO_DATA_DIR", ".diddo", "where the embedded database and made keys lie", Path::of);
  static final Setting<SequencedMap<String, byte[]>> TOKEN_KEYS =
      Setting.secret(
          "DIDDO_TOKEN_KEYS",
          "kid:base64,… of 32 bytes or more; the first signs session tokens, all verify;"
              + " absent with the embedded database: made once and kept in DIDDO_DATA_DIR",
          text -> keys(text, MIN_TOKEN_KEY_BYTES, Integer.MAX_VALUE));
  static final Setting<SequencedMap<String, byte[]>> DATA_KEYS =
      Setting.secret(
          "DIDDO_DATA_KEYS",
          "kid:base64,… of 32 bytes; the first encrypts stored answers, all decrypt;"
              + " absent with the embedded database: made once and kept in DIDDO_DATA_DIR",
          text -> keys(text, DATA_KEY_BYTES, DATA_KEY_BYTES));
  static final Setting<Duration> LIVE_CART_TTL =
      Setting.plain(
          "DIDDO_LIVE_CART_TTL", "PT3H", "life of a live cart, ISO 8601", Config::duration);
  static final Setting<Duration> PAYMENT_TTL =
      Setting.plain(
          "DIDDO_PAYMENT_TTL",
          "PT30M",
          "life of an unfinished payment, ISO 8601",
          Config::duration);
  static final Setting<Duration> MERCHANT_DEADLINE =
      Setting.plain(
          "DIDDO_MERCHANT_DEADLINE",
          "PT2M",
          "how long a store that decides on its orders may take, ISO 8601",
          Config::duration);
  static final Setting<Double> RATE_LIMIT_SCALE =
      Setting.plain(
          "DIDDO_RATE_LIMIT_SCALE",
          "1",
          "multiplies every rate limit; 0: no limits",
          Config::scale);
  static final Setting<ClientAddresses> TRUSTED_PROXIES =
      Setting.plain(
          "DIDDO_TRUSTED_PROXIES",
          "",
          "addresses or CIDRs by comma whose X-Forwarded-For is believed",
          text -> new ClientAddresses(list(text)));
  static final Setting<List<String>> GATEWAYS =
      Setting.plain(
          "DIDDO_GATEWAYS",
          "sandbox",
          "payment gateways by comma, the default first",
          Config::list);

  static final Setting<Optional<Path>> PLUGINS_DIR =
      Setting.plain(
          "DIDDO_PLUGINS_DIR",
          "",
          "where gateways lie as jars, or directories of jars; absent: the built-in ones only",
          text -> Optional.of(text).filter(it -> !it.isEmpty()).map(Path::of));

  static final Setting<Networks> EGRESS_ALLOW =
      Setting.plain(
          "DIDDO_EGRESS_ALLOW",
          "",
          "addresses or CIDRs by comma that webhooks may be sent to although they are private, and"
              + " by plain http",
          text -> Networks.of(list(text)));

  /** In the order in which they are listed. */
  static List<Setting<?>> settings() {
    return List.of(
        HTTP_HOST,
        HTTP_PORT,
        MANAGEMENT_HOST,
        MANAGEMENT_PORT,
        PUBLIC_URL,
        DATABASE_URL,
        DATA_DIR,
        TOKEN_KEYS,
        DATA_KEYS,
        LIVE_CART_TTL,
        PAYMENT_TTL,
        MERCHANT_DEADLINE,
        RATE_LIMIT_SCALE,
        TRUSTED_PROXIES,
        GATEWAYS,
        PLUGINS_DIR,
        EGRESS_ALLOW);
  }

  /**
   * @throws BadSettingException with a line for each setting that does not fit
   */
  static Config from(Environment environment) {
    var faults = environment.faults(settings());
    if (!faults.isEmpty()) {
      throw new BadSettingException(String.join(System.lineSeparator(), faults));
    }
    var databaseUrl = environment.get(DATABASE_URL);
    var dataDir = dataDir(environment);
    var made = new MadeKeys(dataDir, databaseUrl.isEmpty());
    return new Config(
        environment.get(HTTP_HOST),
        environment.get(HTTP_PORT),
        environment.get(MANAGEMENT_HOST),
        managementPort(environment),
        publicUrl(environment),
        databaseUrl,
        dataDir,
        made.orMade(TOKEN_KEYS, environment.get(TOKEN_KEYS)),
        made.orMade(DATA_KEYS, environment.get(DATA_KEYS)),
        environment.get(LIVE_CART_TTL),
        environment.get(PAYMENT_TTL),
        environment.get(MERCHANT_DEADLINE),
        environment.get(RATE_LIMIT_SCALE),
        environment.get(TRUSTED_PROXIES),
        gateways(environment),
        environment.get(PLUGINS_DIR),
        environment.get(EGRESS_ALLOW));
  }

  /** Holds what is set against the rest of it; makes nothing, not even keys. */
  static void check(Environment environment) {
    managementPort(environment);
    gateways(environment);
  }

  static Path dataDir(Environment environment) {
    return environment.get(DATA_DIR).toAbsolutePath().normalize();
  }

  static URI publicUrl(Environment environment) {
    return environment
        .get(PUBLIC_URL)
        .orElseGet(() -> URI.create("http://127.0.0.1:" + environment.get(HTTP_PORT)));
  }

  /** Below it each gateway has a directory of its own. */
  Path gatewaysDirectory() {
    return dataDir.resolve("gateways");
  }

  Path gatewayDirectory(String gateway) {
    return gatewaysDirectory().resolve(gateway);
  }

  /** Keys and addresses of databases do not belong into a log. */
  @Override
  public String toString() {
    return "Config[" + publicUrl + "]";
  }

  /** On the same port the two would take each other's requests. */
  private static int managementPort(Environment environment) {
    int port = environment.get(MANAGEMENT_PORT);
    if (port == environment.get(HTTP_PORT)) {
      throw new BadSettingException(
          "DIDDO_MANAGEMENT_PORT: " + port + " is the port of the API; metrics need their own");
    }
    return port;
  }

  private static List<String> gateways(Environment environment) {
    var gateways = environment.get(GATEWAYS);
    if (gateways.isEmpty()) {
      throw new BadSettingException("DIDDO_GATEWAYS: name at least one gateway, such as sandbox");
    }
    return gateways;
  }

  private static int port(String text) {
    return number(text, Integer::valueOf)
        .filter(port -> port >= 1 && port <= 65_535)
        .orElseThrow(() -> new IllegalArgumentException("a port is 1 to 65535"));
  }

  private static double scale(String text) {
    return number(text, Double::valueOf)
        .filter(scale -> scale >= 0 && scale <= 1e6)
        .orElseThrow(() -> new IllegalArgumentException("a number from 0 to 1000000 is wanted"));
  }

  private static <N extends Number> Optional<N> number(String text, Function<String, N> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static Duration duration(String text) {
    try {
      var duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(Duration.ofHours(24)) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException notOne) {
      // told below
    }
    throw new IllegalArgumentException("a duration up to PT24H is wanted, such as PT30M");
  }

  private static Optional<URI> publicUrl(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var url = URI.create(text.replaceAll("/+$", ""));
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException("a URL is wanted, such as https://pay.example");
    }
    return Optional.of(url);
  }

  private static Optional<DatabaseUrl> databaseUrl(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(DatabaseUrl.parse(text));
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static SequencedMap<String, byte[]> keys(String text, int minBytes, int maxBytes) {
    var keys = new LinkedHashMap<String, byte[]>();
    for (var entry : list(text)) {
      var parts = entry.split(":", 2);
      if (parts.length != 2 || !KEY_ID.matcher(parts[0]).matches()) {
        throw new IllegalArgumentException("keys look like kid:base64, separated by commas");
      }
      var key = Base64.getDecoder().decode(parts[1]);
      if (key.length < minBytes || key.length > maxBytes) {
        throw new IllegalArgumentException("the key " + parts[0] + " needs " + minBytes + " bytes");
      }
      if (keys.put(parts[0], key) != null) {
        throw new IllegalArgumentException("the key " + parts[0] + " is there twice");
      }
    }
    return keys;
  }
}
