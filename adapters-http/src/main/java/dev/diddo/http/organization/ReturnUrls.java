package dev.diddo.http.organization;

import dev.diddo.http.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads where a buyer goes afterwards: https, or http to the reader's own machine. */
public final class ReturnUrls {
  private static final int MAX_CHARS = 2_048;
  private static final String CART_ID = "{cart_id}";
  private static final String ANY_ID = "00000000000000000000000000";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private ReturnUrls() {}

  /** As it was given; {@code {cart_id}} in it is filled in later. */
  public static Optional<String> read(Fields fields, String name) {
    var url = fields.optionalText(name, MAX_CHARS);
    if (url.isPresent() && !isAllowed(url.get())) {
      fields.invalid(name, "must be an https URL, or http on loopback");
    }
    return url;
  }

  public static boolean isAllowed(String url) {
    try {
      var uri = new URI(url.replace(CART_ID, ANY_ID));
      if (uri.getHost() == null || uri.getRawUserInfo() != null) {
        return false;
      }
      return "https".equalsIgnoreCase(uri.getScheme())
          || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    } catch (URISyntaxException notOne) {
      return false;
    }
  }
}
