package dev.diddo.domain.order;

import dev.diddo.domain.id.ReturnId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Units that were sent and are coming back. It moves no money: that is a refund's part.
 *
 * @param reason for people
 * @param restocked whether they went back on sale
 */
public record Return(
    ReturnId id, List<Units> lines, Optional<String> reason, boolean restocked, Instant createdAt) {

  public Return {
    lines = List.copyOf(lines);
  }

  Return withoutTexts() {
    return new Return(id, lines, Optional.empty(), restocked, createdAt);
  }
}
