package dev.diddo.gateway.spi;

/** The provider was not reached, and surely nothing happened there. Trying again is safe. */
public final class GatewayUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GatewayUnreachableException(String message) {
    super(message);
  }

  public GatewayUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
