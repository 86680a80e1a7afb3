package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies one movement of money at a gateway: a refund, a transfer, its reversal. */
public record MovementId(UUID value) implements Id {}
