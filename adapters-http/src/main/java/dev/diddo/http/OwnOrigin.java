package dev.diddo.http;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells our own pages from everybody else's. Browsers send a cookie along whoever asks for it, so
 * where one counts, it also counts which page asks.
 */
public final class OwnOrigin {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String origin;
  private final boolean loopback;
  private final boolean secure;

  /**
   * @param publicUrl where browsers find the service
   */
  public OwnOrigin(URI publicUrl) {
    this.origin = originOf(publicUrl);
    this.loopback = LOOPBACK.contains(publicUrl.getHost());
    this.secure = !loopback || "https".equals(publicUrl.getScheme());
  }

  private static String originOf(URI url) {
    int port = url.getPort();
    boolean usual = port == -1 || port == ("https".equals(url.getScheme()) ? 443 : 80);
    return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
  }

  /** Whether what is kept in browsers is for encrypted connections alone: beyond loopback it is. */
  public boolean isSecure() {
    return secure;
  }

  /**
   * Refuses what another page asks for.
   *
   * @throws RefusedException unless a page of ours asks
   */
  void check(String method, MultiMap headers) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    boolean own = reads ? isNoneElses(headers) : isOurs(headers);
    if (!own) {
      throw new RefusedException(
          Problem.of(ProblemCode.FORBIDDEN, "Only the dashboard's own page may ask for this."));
    }
  }

  /** For an endpoint that strangers may call. */
  public void check(Call call) {
    call.checkOrigin(this);
  }

  /** Browsers name the page's origin with all that may change something. */
  private boolean isOurs(MultiMap headers) {
    var origins = headers.getAll("Origin");
    if (origins.size() != 1 || !isNoneElses(headers)) {
      return false;
    }
    var asking = origins.getFirst().toLowerCase(Locale.ROOT);
    return asking.equals(origin) || (loopback && isOnThisMachine(asking, headers));
  }

  /** One's own machine has several names. */
  private static boolean isOnThisMachine(String asking, MultiMap headers) {
    var host = Optional.ofNullable(headers.get("Host")).orElse("").toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(host.replaceFirst(":\\d+$", "")) && asking.equals("http://" + host);
  }

  /** What a browser tells of itself; older ones do not. */
  private static boolean isNoneElses(MultiMap headers) {
    return List.of("same-origin").containsAll(headers.getAll("Sec-Fetch-Site"));
  }
}
