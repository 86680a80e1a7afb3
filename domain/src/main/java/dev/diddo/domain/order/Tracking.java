package dev.diddo.domain.order;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a consignment is, as far as its store says.
 *
 * @param carrier who carries it, for people
 * @param url a page of the carrier, for the buyer's browser
 */
public record Tracking(Optional<String> carrier, Optional<String> number, Optional<URI> url) {
  public static final int MAX_CARRIER = 100;
  public static final int MAX_NUMBER = 100;
  public static final int MAX_URL = 2_048;

  public Tracking {
    if (carrier.filter(text -> text.length() > 2 * MAX_CARRIER).isPresent()
        || number.filter(text -> text.length() > 2 * MAX_NUMBER).isPresent()
        || !url.map(Tracking::isPage).orElse(true)) {
      throw new IllegalArgumentException("No tracking of a consignment");
    }
  }

  public static Tracking none() {
    return new Tracking(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether buyers can be sent there: nothing that a browser would run, or sign in with. */
  public static boolean isPage(URI url) {
    var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http"))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.toString().length() <= MAX_URL;
  }
}
