/**
 * The contract between the checkout and a payment gateway.
 *
 * <p>A plugin implements {@link dev.diddo.gateway.spi.GatewayPlugin}, names it in {@code
 * META-INF/services} and answers from {@link dev.diddo.gateway.spi.Gateway}. Four rules hold for
 * every method here, unless it says otherwise:
 *
 * <ul>
 *   <li><b>Thread:</b> called on virtual threads, many at once; blocking is fine, a deadline
 *       interrupts a call that takes too long.
 *   <li><b>Key:</b> a call that moves money carries an idempotency key; the same key never moves
 *       money twice and answers the same payment again.
 *   <li><b>Throwing means unknown:</b> the caller assumes nothing and asks again by look-up or by
 *       the same key. Only {@link dev.diddo.gateway.spi.GatewayUnreachableException} says that
 *       surely nothing happened. A decline is an answer, never an exception.
 *   <li><b>Null:</b> never passed, never returned.
 * </ul>
 */
package dev.diddo.gateway.spi;
