package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies one return of units that were sent. */
public record ReturnId(UUID value) implements Id {}
