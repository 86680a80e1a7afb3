package dev.diddo.http.page;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.diddo.application.OutageException;
import dev.diddo.application.cart.Carts;
import dev.diddo.application.organization.Organizations;
import dev.diddo.domain.id.CartId;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Who may show a checkout page in a frame: the origins that the template's organization named, or
 * nobody. Remembered for a while, since a page is loaded far more often than this changes.
 */
public final class FrameAncestors {
  private static final String NOBODY = "'none'";
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final LoadingCache<CartId, String> remembered;

  /**
   * @param atMost how many templates' are remembered
   */
  public FrameAncestors(Carts carts, Organizations organizations, int atMost) {
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(atMost)
            .expireAfterWrite(REMEMBERED)
            .build(
                template ->
                    carts
                        .findByLink(template)
                        .flatMap(linked -> organizations.find(linked.tenant().organization()))
                        .map(organization -> organization.frameAncestors().stream())
                        .map(origins -> origins.map(URI::toString).collect(Collectors.joining(" ")))
                        .filter(origins -> !origins.isEmpty())
                        .orElse(NOBODY));
  }

  /** As the directive {@code frame-ancestors} has it. */
  String of(CartId template) {
    try {
      return remembered.get(template);
    } catch (OutageException databaseIsAway) {
      // The page itself needs no database; it tells its reader what is the matter.
      return NOBODY;
    }
  }
}
