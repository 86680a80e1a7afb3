package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies something that a store asks for before it can go on. */
public record RequiredActionId(UUID value) implements Id {}
