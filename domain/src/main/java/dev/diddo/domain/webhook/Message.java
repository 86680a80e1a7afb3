package dev.diddo.domain.webhook;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import java.time.Instant;
import java.util.Optional;

/** What is told. It never changes, so that each try sends the same bytes. */
public sealed interface Message {
  /** By this receivers know a duplicate. */
  EventId id();

  /** As the contract names it. */
  String type();

  Instant at();

  /**
   * Something happened to a checkout.
   *
   * @param sequence its place among the events of its cart, from 1 without gaps
   */
  record OfEvent(
      CheckoutEvent event,
      int sequence,
      CartId template,
      SessionId session,
      Optional<String> externalCustomerId)
      implements Message {
    @Override
    public EventId id() {
      return event.id();
    }

    @Override
    public String type() {
      return event.type().text();
    }

    @Override
    public Instant at() {
      return event.at();
    }
  }

  /** Nothing happened: a receiver's owner wants to see one arrive. */
  record Test(EventId id, Instant at) implements Message {
    public static final String TYPE = "webhook.test";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** What is stored of it cannot be understood, or is not there any more. */
  record Unreadable(EventId id, String type, Instant at) implements Message {}
}
