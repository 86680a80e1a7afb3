package dev.diddo.bootstrap;

/**
 * A setting that cannot work: its message is all that the operator sees, and says how to mend it.
 */
final class BadSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSettingException(String message) {
    super(message);
  }
}
