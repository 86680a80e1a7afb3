package dev.diddo.application.idempotency;

import dev.diddo.domain.organization.Tenant;

/**
 * A client's key with all that it counts for.
 *
 * @param caller the id of the platform key or of the session
 * @param operation method and path
 * @param key as the client sent it, at most 255 characters
 */
public record IdempotencyKey(Tenant tenant, String caller, String operation, String key) {}
