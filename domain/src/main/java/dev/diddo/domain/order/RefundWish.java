package dev.diddo.domain.order;

import dev.diddo.domain.money.Money;
import java.util.List;

/** What somebody wants to give back of a merchant order. */
public sealed interface RefundWish {
  /** All that is left, shipping too. */
  record Rest() implements RefundWish {}

  /** An amount, whatever it is for. */
  record OfAmount(Money amount) implements RefundWish {}

  /** The lines' totals with their tax. */
  record OfLines(List<Units> lines) implements RefundWish {
    public OfLines {
      lines = List.copyOf(lines);
    }
  }
}
