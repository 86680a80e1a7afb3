package dev.diddo.bootstrap.actors;

/** The sandbox provider's test cards. */
public enum Card {
  APPROVED("4242424242424242"),
  DECLINED("4000000000000002"),
  INSUFFICIENT_FUNDS("4000000000009995"),
  EXPIRED("4000000000000069"),
  WRONG_CVC("4000000000000127"),
  CHALLENGED("4000002500003155");

  private final String number;

  Card(String number) {
    this.number = number;
  }

  public String number() {
    return number;
  }
}
