package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a platform key; it is no secret. */
public record ApiKeyId(UUID value) implements Id {}
