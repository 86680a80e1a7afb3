package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies what can be put into a cart: one variant of a product. */
public record VariantId(UUID value) implements Id {}
