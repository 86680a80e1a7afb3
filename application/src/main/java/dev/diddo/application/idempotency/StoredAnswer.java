package dev.diddo.application.idempotency;

import java.util.Map;

/** An answer as it was first given. It may hold secrets, so it is encrypted where it is kept. */
public record StoredAnswer(int status, Map<String, String> headers, byte[] body) {
  public StoredAnswer {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "StoredAnswer[" + status + "]";
  }
}
