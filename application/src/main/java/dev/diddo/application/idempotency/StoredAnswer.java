package dev.diddo.application.idempotency;

import dev.diddo.domain.id.SessionId;
import java.util.Map;
import java.util.Optional;

/**
 * An answer as it was first given. It may hold secrets, so it is encrypted where it is kept.
 *
 * @param about whose data it may hold: with the buyer of this session it is erased
 */
public record StoredAnswer(
    int status, Map<String, String> headers, byte[] body, Optional<SessionId> about) {
  public StoredAnswer {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "StoredAnswer[" + status + "]";
  }
}
