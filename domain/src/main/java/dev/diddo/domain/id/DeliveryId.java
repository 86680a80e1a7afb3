package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies one message to one receiver; shown with its attempts. */
public record DeliveryId(UUID value) implements Id {}
