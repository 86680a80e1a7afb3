package dev.diddo.gateway.sandbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The only cards there are. Each decides by its number how the payment ends. */
enum TestCard {
  APPROVED("4242424242424242", "Approved", ""),
  CHALLENGED("4000002500003155", "Challenge first", ""),
  DECLINED("4000000000000002", "Declined", "card_declined"),
  INSUFFICIENT_FUNDS("4000000000009995", "Insufficient funds", "insufficient_funds"),
  EXPIRED("4000000000000069", "Expired card", "expired_card"),
  WRONG_CVC("4000000000000127", "Wrong security code", "incorrect_cvc");

  private final String number;
  private final String outcome;
  private final String declineReason;

  TestCard(String number, String outcome, String declineReason) {
    this.number = number;
    this.outcome = outcome;
    this.declineReason = declineReason;
  }

  /** The card of that number, typed with or without spaces; empty for every other number. */
  static Optional<TestCard> of(String typed) {
    var digits = typed.replaceAll("[ -]", "");
    return Stream.of(values()).filter(card -> card.number.equals(digits)).findFirst();
  }

  /** The card that a provider remembers by this token; empty for every other text. */
  static Optional<TestCard> ofToken(String token) {
    return Stream.of(values()).filter(card -> card.token().equals(token)).findFirst();
  }

  /** What a provider stores in place of the number. */
  String token() {
    return "tok_" + name().toLowerCase(Locale.ROOT);
  }

  String lastFour() {
    return number.substring(number.length() - 4);
  }

  /** As printed on a card: in groups of four. */
  String grouped() {
    return number.replaceAll("(.{4})(?!$)", "$1 ");
  }

  String outcome() {
    return outcome;
  }

  /** The payment after this card was presented for it. Only an open payment takes a card. */
  Payment charge(Payment payment, Instant now) {
    return switch (this) {
      case APPROVED -> payment.authorise(now);
      case CHALLENGED -> payment.challenge(now);
      case DECLINED, INSUFFICIENT_FUNDS, EXPIRED, WRONG_CVC -> payment.decline(declineReason, now);
    };
  }
}
