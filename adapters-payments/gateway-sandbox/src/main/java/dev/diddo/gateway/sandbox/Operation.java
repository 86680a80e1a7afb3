package dev.diddo.gateway.sandbox;

import java.util.Locale;

/** What the checkout asks of the provider, and the one thing that the provider does by itself. */
enum Operation {
  OPEN,
  LOOKUP,
  CANCEL,
  CAPTURE,
  RELEASE,
  REFUND,
  /** The list of refunds. */
  REFUNDS,
  TRANSFER,
  REVERSE,
  /** The list of disputes. */
  DISPUTES,
  CUSTOMER,
  CUSTOMER_DELETION,
  NOTIFICATION,
  /** Any of the calls; no notification. */
  ALL;

  boolean covers(Operation made) {
    return this == made || (this == ALL && made != NOTIFICATION);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
