package dev.diddo.domain.catalog;

import java.net.URI;

/**
 * A picture of a product.
 *
 * @param alt what it shows, for those who cannot see it; may be empty
 */
public record Image(URI url, String alt) {}
