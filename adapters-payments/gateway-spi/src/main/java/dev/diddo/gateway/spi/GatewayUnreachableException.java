package dev.diddo.gateway.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Surely nothing happened at the provider: it was not reached, or it said that it is too busy.
 * Trying again with the same key is safe.
 */
public final class GatewayUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  public GatewayUnreachableException(String message) {
    super(message);
    this.retryAfter = Optional.empty();
  }

  public GatewayUnreachableException(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = Optional.empty();
  }

  /**
   * @param retryAfter how long the provider wants to be left alone
   */
  public GatewayUnreachableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = Optional.of(retryAfter);
  }

  /** Empty if the provider did not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
