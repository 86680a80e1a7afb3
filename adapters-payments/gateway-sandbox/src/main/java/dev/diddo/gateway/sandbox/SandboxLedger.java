package dev.diddo.gateway.sandbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the sandbox's own books straight from its files, so that an audit can hold them against
 * what the checkout believes. The sandbox may be running, in this process or another, or not at
 * all: every payment is seen as it was last written. What runs out by time alone, such as an
 * authorisation, shows only after the sandbox has touched the payment again.
 *
 * <p>This is API of the module, for audits and tests: it changes with a line in the changelog.
 */
public final class SandboxLedger {
  private final JsonFiles<Payment> payments;

  private SandboxLedger(JsonFiles<Payment> payments) {
    this.payments = payments;
  }

  /**
   * The books in this directory, that is the one which the plugin was given; they are empty if it
   * is not there.
   */
  public static SandboxLedger in(Path directory) {
    return new SandboxLedger(Ledger.payments(directory));
  }

  /**
   * Hands over every payment, in no order, each read when its turn comes: there may be many.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public void forEach(Consumer<Entry> reader) {
    payments.forEach(payment -> reader.accept(Entry.of(payment)));
  }

  /** The payment of this reference; empty if the sandbox knows none. */
  public Optional<Entry> find(String reference) {
    return payments.read(Ids.fileName(reference)).map(Entry::of);
  }

  /** What a payment is. */
  public enum Status {
    /** Nobody has paid yet; a challenge may be under way. */
    OPEN,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    CANCELLED
  }

  /**
   * One payment. All amounts are in the minor units of its currency and never negative.
   *
   * @param reference the checkout's name of it, as it opened it
   * @param gatewayId the sandbox's own
   * @param asked what the payment was opened for
   * @param authorised what the buyer agreed to; 0 of a payment that nobody authorised
   * @param captured what was taken, once
   * @param released what of the authorised was given back untaken
   * @param refunded what was given back, also from the sandbox's dashboard
   * @param refundPending what is on its way back and may still fail
   * @param transferred what went to merchants' accounts, before reversals
   * @param reversed what came back from them
   * @param disputed what disputes hold or have taken; of those that were won, nothing
   */
  public record Entry(
      String reference,
      String gatewayId,
      Status status,
      Currency currency,
      long asked,
      long authorised,
      long captured,
      long released,
      long refunded,
      long refundPending,
      long transferred,
      long reversed,
      long disputed,
      Instant openedAt) {

    static Entry of(Payment payment) {
      var terms = payment.terms();
      var movements = payment.movements();
      var authorised = payment.authorisedAtMillis() == 0 ? 0 : terms.amount();
      var released =
          switch (payment.status()) {
            case CAPTURED, CANCELLED -> authorised - payment.captured();
            case OPEN, CHALLENGED, AUTHORISED, DECLINED -> 0;
          };
      return new Entry(
          terms.reference(),
          terms.id(),
          status(payment.status()),
          terms.currency(),
          terms.amount(),
          authorised,
          payment.captured(),
          released,
          movements.refunded(),
          movements.refundPending(),
          movements.transferred(),
          movements.reversed(),
          payment.disputed(),
          Instant.ofEpochMilli(terms.openedAtMillis()));
    }

    private static Status status(Payment.Status status) {
      return switch (status) {
        case OPEN, CHALLENGED -> Status.OPEN;
        case AUTHORISED -> Status.AUTHORISED;
        case CAPTURED -> Status.CAPTURED;
        case DECLINED -> Status.DECLINED;
        case CANCELLED -> Status.CANCELLED;
      };
    }
  }
}
