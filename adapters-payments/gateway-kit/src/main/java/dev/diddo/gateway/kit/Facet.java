package dev.diddo.gateway.kit;

import dev.diddo.gateway.spi.Gateway;

/** What a gateway may be able to do beyond taking a payment. */
public enum Facet {
  CAPTURES,
  REFUNDS,
  TRANSFERS,
  NOTIFICATIONS,
  PAGES;

  boolean isOfferedBy(Gateway gateway) {
    return switch (this) {
      case CAPTURES -> gateway.captures().isPresent();
      case REFUNDS -> gateway.refunds().isPresent();
      case TRANSFERS -> gateway.transfers().isPresent();
      case NOTIFICATIONS -> gateway.notifications().isPresent();
      case PAGES -> gateway.pages().isPresent();
    };
  }
}
