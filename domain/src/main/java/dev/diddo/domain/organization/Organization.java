package dev.diddo.domain.organization;

import dev.diddo.domain.id.OrganizationId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A platform that sells the products of several merchants.
 *
 * @param successUrl where buyers go after paying, unless a call says otherwise; may hold {@code
 *     {cart_id}}
 * @param cancelUrl the same for payments that came to nothing
 * @param frameAncestors origins that may show the checkout page in a frame
 * @param gateways those that its buyers may pay by, the default first; empty for all there are
 */
public record Organization(
    OrganizationId id,
    String name,
    AcceptancePolicy policy,
    Optional<String> successUrl,
    Optional<String> cancelUrl,
    List<URI> frameAncestors,
    List<String> gateways,
    Brand brand) {

  public Organization {
    frameAncestors = List.copyOf(frameAncestors);
    gateways = List.copyOf(gateways);
  }

  public static Organization named(OrganizationId id, String name) {
    return new Organization(
        id,
        name,
        AcceptancePolicy.ALL_OR_NOTHING,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Brand.NONE);
  }

  /** The same with another look. */
  public Organization with(Brand other) {
    return new Organization(
        id, name, policy, successUrl, cancelUrl, frameAncestors, gateways, other);
  }
}
