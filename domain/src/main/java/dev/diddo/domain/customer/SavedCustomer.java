package dev.diddo.domain.customer;

/** A buyer whom a gateway keeps, with the cards they saved there, by its own id of them. */
public record SavedCustomer(String gateway, String gatewayId) {}
