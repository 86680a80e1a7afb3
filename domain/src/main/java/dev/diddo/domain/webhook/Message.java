package dev.diddo.domain.webhook;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
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
   * Where it stands among the messages about a cart. To one recipient they are sent in this order,
   * as long as each is sent for the first time; empty if it is about no cart.
   */
  Optional<Place> place();

  /** A place among the messages about one cart. */
  record Place(CartId cart, int sequence) {
    public boolean isBefore(Place other) {
      return cart.equals(other.cart) && sequence < other.sequence;
    }
  }

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

    @Override
    public Optional<Place> place() {
      return Optional.of(new Place(event.cart(), sequence));
    }
  }

  /** A store's part of an order, for the store. What it says is read when it is sent. */
  record OfMerchantOrder(
      EventId id, Kind kind, CartId cart, OrderId order, MerchantOrderId merchantOrder, Instant at)
      implements Message {

    /** In the order in which a store is told; the text is the contract's. */
    public enum Kind {
      CREATED("merchant_order.created", 1),
      CANCELLED("merchant_order.cancelled", 2);

      private final String text;
      private final int sequence;

      Kind(String text, int sequence) {
        this.text = text;
        this.sequence = sequence;
      }

      public String text() {
        return text;
      }
    }

    @Override
    public String type() {
      return kind.text();
    }

    @Override
    public Optional<Place> place() {
      return Optional.of(new Place(cart, kind.sequence));
    }
  }

  /** Nothing happened: a receiver's owner wants to see one arrive. */
  record Test(EventId id, Instant at) implements Message {
    public static final String TYPE = "webhook.test";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Optional<Place> place() {
      return Optional.empty();
    }
  }

  /** What is stored of it cannot be understood, or is not there any more. */
  record Unreadable(EventId id, String type, Instant at) implements Message {
    @Override
    public Optional<Place> place() {
      return Optional.empty();
    }
  }
}
