package dev.diddo.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What messages to one receiver are signed with. After a change both sign for a while, so that the
 * receiver may take its time to follow.
 *
 * @param before the secret before this one
 */
public record SigningSecrets(WebhookSecret current, Optional<Before> before) {
  private static final Duration OVERLAP = Duration.ofHours(24);

  /** A secret that was replaced, and until when it still signs. */
  public record Before(WebhookSecret secret, Instant until) {}

  public static SigningSecrets of(WebhookSecret first) {
    return new SigningSecrets(first, Optional.empty());
  }

  /** Signs with another one; what was the one before until now signs no more. */
  public SigningSecrets rotated(WebhookSecret next, Instant now) {
    return new SigningSecrets(next, Optional.of(new Before(current, now.plus(OVERLAP))));
  }

  /** Those that sign now, the newest first. */
  public List<WebhookSecret> at(Instant now) {
    return Stream.concat(
            Stream.of(current),
            before.filter(it -> now.isBefore(it.until())).map(Before::secret).stream())
        .toList();
  }
}
