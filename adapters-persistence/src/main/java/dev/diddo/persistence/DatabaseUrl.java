package dev.diddo.persistence;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the database is, as libpq writes it: {@code
 * postgresql://user:password@host:5432/database?sslmode=verify-full&sslrootcert=/etc/ca.pem}.
 *
 * @param password never shown
 * @param sslMode how much the server must prove; where the URL is silent, TLS is used if the server
 *     has it
 * @param rootCertificate a PEM file to trust instead of what the JDK trusts
 */
public record DatabaseUrl(
    String host,
    int port,
    String database,
    String user,
    String password,
    SslMode sslMode,
    Optional<String> rootCertificate) {
  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException saying what is wrong, without repeating the password
   */
  public static DatabaseUrl parse(String text) {
    var uri = uri(text);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      throw wrong("must look like postgresql://user:password@host:5432/database");
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw wrong("has a port that is none");
    }
    var userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    var path = Optional.ofNullable(uri.getRawPath()).orElse("");
    if (userInfo[0].isEmpty() || path.length() < 2) {
      throw wrong("must name a user and a database");
    }
    var url =
        new DatabaseUrl(
            uri.getHost().replaceAll("^\\[|]$", ""),
            uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
            decode(path.substring(1)),
            decode(userInfo[0]),
            userInfo.length > 1 ? decode(userInfo[1]) : "",
            SslMode.PREFER,
            Optional.empty());
    return url.with(Optional.ofNullable(uri.getRawQuery()).orElse(""));
  }

  private DatabaseUrl with(String query) {
    var url = this;
    for (var parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      var parts = parameter.split("=", 2);
      var value = parts.length > 1 ? decode(parts[1]) : "";
      url =
          switch (parts[0]) {
            case "sslmode" -> url.with(sslMode(value), url.rootCertificate);
            case "sslrootcert" -> url.with(url.sslMode, Optional.of(value));
            default -> throw wrong("has a parameter that is not known: " + parts[0]);
          };
    }
    return url;
  }

  private DatabaseUrl with(SslMode mode, Optional<String> certificate) {
    return new DatabaseUrl(host, port, database, user, password, mode, certificate);
  }

  /** The same server and user, another database. */
  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(host, port, other, user, password, sslMode, rootCertificate);
  }

  /** As libpq and this class read it. It holds the password. */
  public String text() {
    var certificate = rootCertificate.map(c -> "&sslrootcert=" + encode(c)).orElse("");
    return "postgresql://%s:%s@%s:%d/%s?sslmode=%s%s"
        .formatted(
            encode(user),
            encode(password),
            bracketed(),
            port,
            encode(database),
            sslMode.value,
            certificate);
  }

  /** For the JDBC driver; user and password are given apart from it. */
  String jdbc() {
    // Where no file is given, the JDBC driver would look for one in the home directory.
    var trust =
        rootCertificate
            .map(c -> "&sslrootcert=" + encode(c))
            .orElse(isVerified() ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : "");
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&tcpKeepAlive=true%s"
        .formatted(bracketed(), port, encode(database), sslMode.value, trust);
  }

  /** For the Vert.x driver. */
  PgConnectOptions connectOptions() {
    var options =
        new PgConnectOptions()
            .setHost(host)
            .setPort(port)
            .setDatabase(database)
            .setUser(user)
            .setPassword(password)
            .setSslMode(sslMode);
    return sslMode == SslMode.DISABLE
        ? options
        : options.setSslOptions(Trust.of(sslMode, rootCertificate));
  }

  private boolean isVerified() {
    return sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL;
  }

  private String bracketed() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static SslMode sslMode(String value) {
    return Arrays.stream(SslMode.values())
        .filter(mode -> mode.value.equals(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong("has a sslmode that is not known"));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException unreadable) {
      // Its message would repeat the URL, and with it the password.
      throw wrong("is no URL; a special character in the password is written as %XX");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("The database URL " + what);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "DatabaseUrl[" + bracketed() + ":" + port + "/" + database + "]";
  }
}
