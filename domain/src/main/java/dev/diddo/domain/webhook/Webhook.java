package dev.diddo.domain.webhook;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a platform wants to be told what happens to its checkouts, and of what.
 *
 * @param events what it is told of: at least one, each once, in the contract's order
 */
public record Webhook(
    WebhookId id,
    URI url,
    List<CheckoutEvent.Type> events,
    Optional<String> description,
    Format format,
    State state,
    Instant createdAt) {
  /** Many more than one organization has systems to tell; each is a request an event. */
  public static final int MOST = 50;

  public Webhook {
    events = events.stream().distinct().sorted().toList();
    if (events.isEmpty()) {
      throw new IllegalArgumentException("A webhook is told of something");
    }
  }

  /** What is sent: the contract's JSON, or a sentence for a channel of Slack. */
  public enum Format {
    STANDARD("standard"),
    SLACK("slack");

    private final String text;

    Format(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Whether anything is sent to it. */
  public sealed interface State {
    record Active() implements State {}

    /** Its owner wanted it to rest. */
    record Paused() implements State {}

    /** We gave it up; its owner may take it up again. */
    record Disabled(Reason reason, Instant at) implements State {}
  }

  /** Why a webhook was given up. */
  public enum Reason {
    GONE("gone", "It answered 410 Gone."),
    FAILING("failing", "A message was not taken in all its retries, over three days.");

    private final String text;
    private final String detail;

    Reason(String text, String detail) {
      this.text = text;
      this.detail = detail;
    }

    public String text() {
      return text;
    }

    /** For the owner to read. */
    public String detail() {
      return detail;
    }
  }

  public boolean isActive() {
    return state instanceof State.Active;
  }

  public Optional<State.Disabled> disabled() {
    return state instanceof State.Disabled disabled ? Optional.of(disabled) : Optional.empty();
  }

  /** What its owner says of it: taken up again, it is as if it had never been given up. */
  public Webhook activated(boolean active) {
    if (active == isActive()) {
      return this;
    }
    return active ? in(new State.Active()) : in(new State.Paused());
  }

  /** Given up, unless it rests already: then the first reason stands. */
  public Webhook disabled(Reason reason, Instant at) {
    return isActive() ? in(new State.Disabled(reason, at)) : this;
  }

  private Webhook in(State other) {
    return new Webhook(id, url, events, description, format, other, createdAt);
  }
}
