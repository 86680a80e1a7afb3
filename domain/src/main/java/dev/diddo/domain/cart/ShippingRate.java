package dev.diddo.domain.cart;

import dev.diddo.domain.money.Money;

/** A store's shipping method with what it costs this cart. */
public record ShippingRate(String id, String label, Money price) {}
