package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a store: one merchant of an organization. */
public record StoreId(UUID value) implements Id {}
