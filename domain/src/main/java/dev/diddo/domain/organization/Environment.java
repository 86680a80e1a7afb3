package dev.diddo.domain.organization;

/** Play or real money. Objects of one are invisible to the keys of the other. */
public enum Environment {
  SANDBOX("sandbox"),
  PRODUCTION("production");

  private final String text;

  Environment(String text) {
    this.text = text;
  }

  /** As it stands in keys and on the command line. */
  public String text() {
    return text;
  }
}
