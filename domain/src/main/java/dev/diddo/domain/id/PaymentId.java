package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies one attempt to pay for one live cart. */
public record PaymentId(UUID value) implements Id {}
