package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a line of a cart; a live copy keeps the line ids of its template. */
public record LineId(UUID value) implements Id {}
