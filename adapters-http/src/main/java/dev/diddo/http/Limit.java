package dev.diddo.http;

/** What is counted, and how much of it is allowed a minute. */
public enum Limit {
  /** A stadium may sit behind one address, and scan within the same minute. */
  BEGINS("begins", 10_000, 6_000),
  /** For a session and cart: nobody types in a card more often, but those who test cards do. */
  PAYMENT_ATTEMPTS("payment-attempts", 10, 10),
  /** For an address, whatever carts it made up. */
  PAYMENT_ATTEMPTS_OF_ADDRESS("payment-attempts-address", 600, 600),
  /** For a platform key. */
  KEY("key", 6_000, 6_000),
  /** For a person at the dashboard, who sees results while they type. */
  OPERATOR("operator", 1_200, 600),
  /** For an address: who guesses keys or passwords, of whomever. */
  FAILED_AUTHENTICATION("failed-authentication", 60, 60);

  private final String text;
  private final int perMinute;
  private final int burst;

  Limit(String text, int perMinute, int burst) {
    this.text = text;
    this.perMinute = perMinute;
    this.burst = burst;
  }

  /** As the headers name it. */
  String text() {
    return text;
  }

  int perMinute() {
    return perMinute;
  }

  /** How many may come at once. */
  int burst() {
    return burst;
  }
}
