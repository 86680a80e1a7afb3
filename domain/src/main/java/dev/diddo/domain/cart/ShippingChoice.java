package dev.diddo.domain.cart;

/**
 * The buyer's choice of how one store sends.
 *
 * @param pointer where the choice stands in the request, for a refusal to name; may be empty
 * @param store its domain or id
 */
public record ShippingChoice(String pointer, String store, String method) {}
