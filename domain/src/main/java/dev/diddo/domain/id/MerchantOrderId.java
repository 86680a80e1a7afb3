package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a store's part of a live cart, and later the order that this store fulfils. */
public record MerchantOrderId(UUID value) implements Id {}
