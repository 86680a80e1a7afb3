package dev.diddo.gateway.kit;

import dev.diddo.gateway.spi.Gateway;

/** What a gateway may be able to do beyond taking a payment. */
public enum Facet {
  CAPTURES,
  REFUNDS,
  TRANSFERS,
  DISPUTES,
  CUSTOMERS,
  NOTIFICATIONS,
  PAGES;

  /** Whether this gateway says that it can. */
  public boolean isOfferedBy(Gateway gateway) {
    return switch (this) {
      case CAPTURES -> gateway.captures().isPresent();
      case REFUNDS -> gateway.refunds().isPresent();
      case TRANSFERS -> gateway.transfers().isPresent();
      case DISPUTES -> gateway.disputes().isPresent();
      case CUSTOMERS -> gateway.customers().isPresent();
      case NOTIFICATIONS -> gateway.notifications().isPresent();
      case PAGES -> gateway.pages().isPresent();
    };
  }
}
