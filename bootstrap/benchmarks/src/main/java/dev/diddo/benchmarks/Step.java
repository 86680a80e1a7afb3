package dev.diddo.benchmarks;

import java.util.Locale;

/** What a buyer does on the way to an order, in this order. */
enum Step {
  BEGIN,
  SHIPPING,
  METHOD,
  PAY,
  /** The provider's page takes the card; it tells the service on its own. */
  CARD,
  /** From the provider's answer until the cart says that it was submitted. */
  SUBMITTED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
