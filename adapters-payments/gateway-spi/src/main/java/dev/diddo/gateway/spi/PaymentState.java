package dev.diddo.gateway.spi;

/** What a provider says of a payment at one moment. */
public sealed interface PaymentState {

  /**
   * The buyer has to act.
   *
   * @param gatewayId the provider's id of the payment, at most 255 characters. Every state has one,
   *     and it may be another than before, where a provider has several things for one payment: the
   *     newest is what the payment is looked up by
   * @param handover how the buyer gets to pay
   */
  record Open(String gatewayId, Handover handover) implements PaymentState {}

  /**
   * As {@link Open}, and the buyer was asked for more than a card: a challenge is not passed yet.
   */
  record ActionRequired(String gatewayId, Handover handover) implements PaymentState {}

  /**
   * The provider works on it and the outcome is open: ask again later. A gateway that is unsure
   * says this.
   */
  record Pending(String gatewayId) implements PaymentState {}

  /** The amount is reserved and waits to be captured or released. */
  record Authorised(String gatewayId, Money amount) implements PaymentState {}

  /** The buyer was charged this amount, all captures together. Refunds do not change it. */
  record Captured(String gatewayId, Money amount) implements PaymentState {}

  /**
   * Nothing was charged and nothing will be.
   *
   * @param reason a short code in lower case, such as {@code insufficient_funds}; no personal data
   */
  record Declined(String gatewayId, String reason) implements PaymentState {}

  /** Ended by the buyer, by us or by its expiry: nothing was charged and nothing will be. */
  record Cancelled(String gatewayId) implements PaymentState {}

  /** The provider knows no payment of that reference. */
  record Missing() implements PaymentState {}
}
