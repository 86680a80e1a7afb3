package dev.diddo.domain.payment;

import dev.diddo.domain.money.Money;

/** What is known of a payment at its gateway. Only evidence moves a payment. */
public sealed interface Evidence {

  /** The buyer is to act. */
  record AwaitsBuyer(String gatewayId, Handover handover, boolean challenged) implements Evidence {}

  /** The provider has it and has not decided. */
  record Undecided(String gatewayId) implements Evidence {}

  record Authorised(String gatewayId, Money amount) implements Evidence {}

  record Captured(String gatewayId, Money amount) implements Evidence {}

  /**
   * @param reason a short code without personal data
   */
  record Declined(String gatewayId, String reason) implements Evidence {}

  record Cancelled(String gatewayId) implements Evidence {}

  /** The provider knows no such payment. That is no proof while a call may still be under way. */
  record NoSuchPayment() implements Evidence {}

  /** Surely nothing happened: the provider was not reached. */
  record NotReached() implements Evidence {}

  /** Nothing is known: a call failed, timed out or answered what makes no sense. */
  record None() implements Evidence {}
}
