package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Payment.Event;

/** The way to the checkout. */
interface Delivery {

  /**
   * Brings one message, once; blocks until there is an answer or no hope of one.
   *
   * @return whether it was acknowledged
   */
  boolean bring(Message message) throws InterruptedException;

  /** What the checkout is told, before it is signed. */
  record Message(Event event, String reference, String paymentId) {
    static Message of(Payment payment, Event event) {
      return new Message(event, payment.terms().reference(), payment.terms().id());
    }
  }
}
