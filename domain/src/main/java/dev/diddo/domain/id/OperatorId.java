package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a person who may use the support dashboard. */
public record OperatorId(UUID value) implements Id {}
