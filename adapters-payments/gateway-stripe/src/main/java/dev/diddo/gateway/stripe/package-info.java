/**
 * Stripe as a gateway: hosted pages are Checkout Sessions, embedded payments are Payment Intents,
 * and both are captured by hand.
 *
 * <p>Nothing is kept here: each answer is read from Stripe's own objects, amounts included. What a
 * failure means is decided in one place, {@link dev.diddo.gateway.stripe.Calls}; what a status
 * means in another, {@link dev.diddo.gateway.stripe.States}.
 */
package dev.diddo.gateway.stripe;
