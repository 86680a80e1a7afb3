package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies one consignment of a merchant order. */
public record FulfillmentId(UUID value) implements Id {}
