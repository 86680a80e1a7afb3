package dev.diddo.domain.organization;

import java.net.URI;
import java.util.Optional;

/**
 * How an organization looks to its buyers.
 *
 * @param name empty to show the organization's own name
 * @param logoUrl https
 * @param colour as {@code #rrggbb}
 */
public record Brand(Optional<String> name, Optional<URI> logoUrl, Optional<String> colour) {
  public static final Brand NONE = new Brand(Optional.empty(), Optional.empty(), Optional.empty());
}
