package dev.diddo.domain.order;

import dev.diddo.domain.id.LineId;

/** So many of one line. */
public record Units(LineId line, int quantity) {

  public Units {
    if (quantity <= 0) {
      throw new IllegalArgumentException(quantity + " units of a line");
    }
  }
}
