package dev.diddo.domain.organization;

import dev.diddo.domain.id.OrganizationId;

/** The owner of everything that is stored: an organization in one of its two environments. */
public record Tenant(OrganizationId organization, Environment environment) {}
