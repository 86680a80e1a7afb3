package dev.diddo.domain.payment;

import java.net.URI;
import java.util.Map;

/** How a buyer gets to pay an open payment. */
public sealed interface Handover {

  /** The ways there are. */
  enum Mode {
    /** On a page of the provider. */
    HOSTED("hosted"),
    /** Within the checkout page, by the provider's own script. */
    EMBEDDED("embedded");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** The buyer goes to this page. */
  record Hosted(URI url) implements Handover {}

  /**
   * The checkout page lets the buyer pay.
   *
   * @param client what the provider's script needs; whoever holds it can pay, so it is shown to the
   *     payment's own callers alone
   */
  record Embedded(Map<String, String> client) implements Handover {
    public Embedded {
      client = Map.copyOf(client);
    }

    /** Names what is in it, not the values. */
    @Override
    public String toString() {
      return "Embedded[client=" + client.keySet() + "]";
    }
  }
}
