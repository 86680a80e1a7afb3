package dev.diddo.gateway.host;

/** A plugin's answer that no provider can mean. The message names the part, not what it held. */
final class NonsenseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonsenseException(String message) {
    super(message);
  }
}
