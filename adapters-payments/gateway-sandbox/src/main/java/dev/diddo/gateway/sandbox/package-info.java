/**
 * A payment provider for trying things out, and the template that an author of a plugin copies.
 *
 * <p>It behaves as a real provider does: a page of its own where the buyer pays, books of its own
 * outside the checkout's database ({@link dev.diddo.gateway.sandbox.Ledger}), and signed
 * notifications ({@link dev.diddo.gateway.sandbox.Notifier}). No money moves and no real card is
 * read. One process at a time keeps the books of one directory.
 */
package dev.diddo.gateway.sandbox;
