package dev.diddo.domain.order;

import dev.diddo.domain.id.RequiredActionId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store needs before it can go on with its order.
 *
 * @param type the store's own word for it, for programs
 * @param message for people, without personal data
 * @param url where it can be done
 */
public record RequiredAction(
    RequiredActionId id, String type, String message, Optional<URI> url, Instant createdAt) {}
