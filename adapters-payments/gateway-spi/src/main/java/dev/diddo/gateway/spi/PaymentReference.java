package dev.diddo.gateway.spi;

import java.util.Optional;

/**
 * Names a payment to the gateway that opened it.
 *
 * @param reference ours, as {@link PaymentRequest#reference()} had it
 * @param gatewayId the provider's own id; empty if its answer to {@code open} never reached us
 */
public record PaymentReference(String reference, Optional<String> gatewayId) {}
