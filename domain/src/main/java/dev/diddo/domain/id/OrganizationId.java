package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies an organization: the platform that owns templates, stores and orders. */
public record OrganizationId(UUID value) implements Id {}
