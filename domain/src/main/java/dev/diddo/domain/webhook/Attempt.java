package dev.diddo.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one try to deliver a message went.
 *
 * @param error why there was no answer, or what is the matter with it, for the receiver's owner
 */
public record Attempt(Instant at, OptionalInt httpStatus, Duration took, Optional<String> error) {

  public static Attempt of(Answer answer, Instant at, Duration took) {
    return switch (answer) {
      case Answer.Received received ->
          new Attempt(at, OptionalInt.of(received.status()), took, Optional.empty());
      case Answer.None(var error) -> new Attempt(at, OptionalInt.empty(), took, Optional.of(error));
    };
  }

  /** The same, where the answer could not be read. */
  public Attempt unread(String why) {
    return new Attempt(at, httpStatus, took, Optional.of(why));
  }
}
