package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a line of the audit log. */
public record AuditEntryId(UUID value) implements Id {}
