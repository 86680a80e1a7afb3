package dev.diddo.http.egress;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
import dev.diddo.domain.Outcome;
import dev.diddo.http.Networks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses that others name may be sent to: public ones, by https. What is allowed besides
 * may be private, and plain http. A name is judged by all addresses that it has, when it is saved
 * and each time before it is connected to.
 */
public final class EgressRules {
  private static final int MAX_CHARS = 2_048;
  private static final int FIRST_FREE_PORT = 1_024;

  /**
   * Somebody waits for the answer, so it is short; who is not found is judged when connected to.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What programs take for a number, in one way or another; only the plain way is let pass. */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  private static final Pattern PLAIN_IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  /** Of IPv4: this network, private, shared, loopback, link, protocols, tests, multicast, rest. */
  private static final Networks NOT_PUBLIC_IPV4 =
      Networks.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  private static final Networks GIVEN_OUT_IPV6 = Networks.of("2000::/3");

  /** Of those: protocols (Teredo among them), documentation, 6to4, which wraps any IPv4. */
  private static final Networks NOT_PUBLIC_IPV6 =
      Networks.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final Networks allowed;
  private final Resolver resolver;

  /**
   * @param allowed what may be sent to although it is not public
   */
  public EgressRules(Networks allowed, Resolver resolver) {
    this.allowed = allowed;
    this.resolver = resolver;
  }

  /**
   * The URL if it may be saved, or else why not, in words for whoever named it. Asks for its host's
   * addresses, so it is not for within a transaction.
   */
  public Outcome<URI, String> check(String text) {
    if (text.length() > MAX_CHARS) {
      return refused("It is longer than " + MAX_CHARS + " characters.");
    }
    try {
      var url = new URI(text);
      return refusal(url)
          .<Outcome<URI, String>>map(Outcome::refused)
          .orElseGet(() -> accepted(url));
    } catch (URISyntaxException notOne) {
      return refused("It is no URL.");
    }
  }

  private Optional<String> refusal(URI url) {
    var form = refusalOfForm(url);
    if (form.isPresent()) {
      return form;
    }
    var addresses = addressesIfKnown(url);
    if (addresses.isEmpty()) {
      // A name that cannot be found now may be found later, but not for plain http: that is for
      // those alone who are known to be allowed.
      return isSecure(url) ? Optional.empty() : Optional.of("Only https goes to public addresses.");
    }
    return refusal(url, addresses);
  }

  /** The addresses to connect to now, all of which may be, or else why none may be. */
  Outcome<List<InetAddress>, String> addressesOf(URI url, Duration patience) {
    var form = refusalOfForm(url);
    if (form.isPresent()) {
      return refused(form.get());
    }
    var addresses = addresses(url, patience);
    if (addresses.isEmpty()) {
      return refused("Its host was not found.");
    }
    return refusal(url, addresses)
        .<Outcome<List<InetAddress>, String>>map(Outcome::refused)
        .orElseGet(() -> accepted(addresses));
  }

  private static Optional<String> refusalOfForm(URI url) {
    var scheme = url.getScheme();
    if (scheme == null || !scheme.matches("(?i)https?") || url.getHost() == null) {
      return Optional.of("It must begin with https:// and a host's name.");
    }
    if (url.getRawUserInfo() != null) {
      return Optional.of("It must not have a user or a password in it.");
    }
    if (!isPort(port(url))) {
      return Optional.of("Its port must be 443, or from " + FIRST_FREE_PORT + " on.");
    }
    return isNumeric(url.getHost()) && literal(url.getHost()).isEmpty()
        ? Optional.of("Its host is an address in an unusual form.")
        : Optional.empty();
  }

  private static boolean isNumeric(String host) {
    return host.startsWith("[") || NUMERIC.matcher(host).matches();
  }

  /** An address in its plain form; empty for whatever else. */
  private static Optional<InetAddress> literal(String host) {
    boolean bracketed = host.startsWith("[") && host.indexOf('%') < 0;
    if (!bracketed && !PLAIN_IPV4.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      var plain = bracketed ? host.substring(1, host.length() - 1) : host;
      return Optional.of(InetAddress.ofLiteral(plain));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  private static boolean isPort(int port) {
    return port == 443 || port == 80 || (port >= FIRST_FREE_PORT && port <= 65_535);
  }

  static boolean isSecure(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return isSecure(url) ? 443 : 80;
  }

  private List<InetAddress> addressesIfKnown(URI url) {
    try {
      return addresses(url, PATIENCE);
    } catch (OutageException busy) {
      return List.of();
    }
  }

  private List<InetAddress> addresses(URI url, Duration patience) {
    var host = url.getHost().toLowerCase(Locale.ROOT);
    return literal(host).map(List::of).orElseGet(() -> resolver.addresses(host, patience));
  }

  private Optional<String> refusal(URI url, List<InetAddress> addresses) {
    if (addresses.stream().allMatch(allowed::contain)) {
      return Optional.empty();
    }
    if (!addresses.stream().allMatch(this::isPublicOrAllowed)) {
      return Optional.of("Its host is not at a public address.");
    }
    return isSecure(url) ? Optional.empty() : Optional.of("Only https goes to public addresses.");
  }

  private boolean isPublicOrAllowed(InetAddress address) {
    return allowed.contain(address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? !NOT_PUBLIC_IPV4.contain(address)
        : GIVEN_OUT_IPV6.contain(address) && !NOT_PUBLIC_IPV6.contain(address);
  }
}
