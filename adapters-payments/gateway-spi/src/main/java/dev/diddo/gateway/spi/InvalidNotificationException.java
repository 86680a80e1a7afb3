package dev.diddo.gateway.spi;

/**
 * A notification that is not provably the provider's own. The message names no secret and no
 * content.
 */
public final class InvalidNotificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidNotificationException(String message) {
    super(message);
  }

  public InvalidNotificationException(String message, Throwable cause) {
    super(message, cause);
  }
}
