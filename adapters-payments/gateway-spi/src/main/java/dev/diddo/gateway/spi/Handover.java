package dev.diddo.gateway.spi;

import java.net.URI;
import java.util.Map;

/** How a buyer gets to pay an open payment. */
public sealed interface Handover {

  /** The ways there are; a gateway declares which of them it has. */
  enum Mode {
    /** The buyer is sent to a page of the provider. */
    HOSTED,
    /** The buyer pays within the checkout page, by the provider's own script. */
    EMBEDDED
  }

  /** The mode that this is of. */
  Mode mode();

  /**
   * The buyer goes to a page of the provider.
   *
   * @param url at most 2,048 characters
   */
  record Hosted(URI url) implements Handover {
    @Override
    public Mode mode() {
      return Mode.HOSTED;
    }
  }

  /**
   * The checkout page lets the buyer pay by a script of the provider.
   *
   * @param client what that script needs, such as a publishable key and a secret of this one
   *     payment; the buyer's browser gets it as it is, so no secret of the account is in it
   */
  record Embedded(Map<String, String> client) implements Handover {
    public Embedded {
      client = Map.copyOf(client);
    }

    @Override
    public Mode mode() {
      return Mode.EMBEDDED;
    }

    /** Names what is in it, not the values: one of them lets its holder pay. */
    @Override
    public String toString() {
      return "Embedded[client=" + client.keySet() + "]";
    }
  }
}
