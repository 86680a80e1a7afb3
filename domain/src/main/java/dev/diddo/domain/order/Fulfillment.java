package dev.diddo.domain.order;

import dev.diddo.domain.id.FulfillmentId;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a store has sent at once.
 *
 * @param createdAt from when on its units can be returned
 */
public record Fulfillment(
    FulfillmentId id, Tracking tracking, List<Units> lines, Instant createdAt) {

  public Fulfillment {
    lines = List.copyOf(lines);
  }

  Fulfillment with(UnaryOperator<Tracking> correction) {
    return new Fulfillment(id, correction.apply(tracking), lines, createdAt);
  }
}
