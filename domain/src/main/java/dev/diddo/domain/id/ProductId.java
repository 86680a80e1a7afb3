package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a product of a store. */
public record ProductId(UUID value) implements Id {}
