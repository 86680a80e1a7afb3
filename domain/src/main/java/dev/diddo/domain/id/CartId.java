package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a cart, be it a template or a live copy of one. */
public record CartId(UUID value) implements Id {}
