package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies an order: one paid checkout. */
public record OrderId(UUID value) implements Id {}
