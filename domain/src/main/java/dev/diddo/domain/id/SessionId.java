package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a checkout session: one buyer at one organization for one day. */
public record SessionId(UUID value) implements Id {}
