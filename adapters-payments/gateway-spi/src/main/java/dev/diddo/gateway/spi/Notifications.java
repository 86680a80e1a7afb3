package dev.diddo.gateway.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the provider's own messages from everybody else's. */
public interface Notifications {

  /**
   * Verifies the signature over the raw bytes and says which payment the message is about. Pure: it
   * stores nothing, calls nobody, and the payment is looked up afterwards rather than the message
   * believed.
   *
   * @throws InvalidNotificationException if this is not provably the provider's, or too old, or
   *     from the future
   */
  Notice verify(RawNotification notification);

  /**
   * A message as it came over the wire.
   *
   * @param headers names in lower case
   * @param body the exact bytes; at most 1 MiB
   */
  record RawNotification(Map<String, List<String>> headers, byte[] body) {
    /** The only value of this header; empty if it is absent or there are several. */
    public Optional<String> header(String lowerCaseName) {
      var values = headers.getOrDefault(lowerCaseName, List.of());
      return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
  }

  /**
   * A verified message.
   *
   * @param eventId the provider's id of the message, by which a duplicate is known
   * @param subject what it is about
   */
  record Notice(String eventId, Subject subject) {}

  /** What a message is about. */
  sealed interface Subject {
    /** A payment by our own name, as {@link PaymentRequest#reference()} had it. */
    record Reference(String reference) implements Subject {}

    /** A payment by the provider's id, as its newest {@link PaymentState} had it. */
    record GatewayId(String gatewayId) implements Subject {}

    /** No payment of ours. */
    record Nothing() implements Subject {}
  }
}
