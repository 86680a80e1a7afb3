package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies an event that is told outside; receivers know a duplicate by it. */
public record EventId(UUID value) implements Id {}
