package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.stripe.Calls.Listed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds payments. By Stripe's id that is one call. By our reference alone, which happens where the
 * answer to {@code open} was lost, Stripe offers two halves: a search of intents that lags by up to
 * a minute, and lists by time, where the sessions are whose buyer has not tried to pay. Only where
 * both were read to their ends is a payment missing.
 */
final class Payments {
  private final Calls calls;
  private final InstantSource clock;
  private final StripeLimits limits;
  private final boolean embeds;

  Payments(Calls calls, InstantSource clock, StripeLimits limits, boolean embeds) {
    this.calls = calls;
    this.clock = clock;
    this.limits = limits;
    this.embeds = embeds;
  }

  Optional<Stored> find(PaymentReference reference) {
    return reference
        .gatewayId()
        .flatMap(this::byId)
        .filter(found -> reference.reference().equals(found.metadata().get(Stored.REFERENCE)))
        .or(() -> byReference(reference.reference()))
        .or(() -> unknown(reference));
  }

  /**
   * What Stripe gave an id it never forgets: where it does not know that id, the secret key is of
   * another account or mode than it was, and nothing can be said of the payment.
   */
  private static Optional<Stored> unknown(PaymentReference reference) {
    if (reference.gatewayId().filter(Payments::isStripes).isPresent()) {
      throw new UnclearException("Stripe does not know its own id: is it another account's key?");
    }
    return Optional.empty();
  }

  private static boolean isStripes(String id) {
    return id.startsWith("cs_") || id.startsWith("pi_");
  }

  /** The same payment as it is now. */
  Stored again(Stored payment) {
    return switch (payment) {
      case Stored.Hosted(var session) -> new Stored.Hosted(session(session.getId()));
      case Stored.Direct(var intent) -> whole(intent(intent.getId()));
    };
  }

  private Optional<Stored> byId(String id) {
    try {
      if (id.startsWith("cs_")) {
        return Optional.of(new Stored.Hosted(session(id)));
      }
      return id.startsWith("pi_") ? Optional.of(whole(intent(id))) : Optional.empty();
    } catch (RefusedException unknown) {
      return Optional.empty();
    }
  }

  private Optional<Stored> byReference(String reference) {
    var searchable = true;
    Optional<Stored> found = Optional.empty();
    try {
      found = searched(reference);
    } catch (RefusedException notInThisCountry) {
      searchable = false;
    }
    found = found.or(() -> listedSession(reference));
    if (!searchable) {
      return found.or(() -> listedIntent(reference, limits.authorised()));
    }
    return embeds ? found.or(() -> listedIntent(reference, limits.window())) : found;
  }

  /** Several intents have one reference if a key was forgotten: the furthest is what counts. */
  private Optional<Stored> searched(String reference) {
    var query = "metadata['%s']:'%s'".formatted(Stored.REFERENCE, quoted(reference));
    var params = PaymentIntentSearchParams.builder().setQuery(query).setLimit(10L).build();
    var found =
        calls.get(
            "search a payment",
            (stripe, options) -> stripe.paymentIntents().search(params, options));
    return said(found.getData(), "search a payment").stream()
        .map(PaymentIntent::getId)
        .filter(Objects::nonNull)
        .map(this::intent)
        .filter(intent -> reference.equals(Stored.metadataOf(intent).get(Stored.REFERENCE)))
        .max(Comparator.comparing(Payments::progress))
        .map(this::whole);
  }

  private static int progress(PaymentIntent intent) {
    return switch (Objects.requireNonNullElse(intent.getStatus(), "")) {
      case "succeeded" -> 4;
      case "requires_capture" -> 3;
      case "processing" -> 2;
      case "canceled" -> 0;
      default -> 1;
    };
  }

  /**
   * All sessions first, however they ended. Where they are too many, the open ones: a session that
   * is closed and whose intent is not found either has taken no money.
   */
  private Optional<Stored> listedSession(String reference) {
    var all = sessions(reference, Optional.empty());
    return named(all.objects(), reference)
        .or(
            () ->
                all.complete()
                    ? Optional.empty()
                    : named(
                        sessions(reference, Optional.of(SessionListParams.Status.OPEN)).whole(),
                        reference))
        .map(session -> new Stored.Hosted(session(session.getId())));
  }

  private Listed<Session> sessions(String reference, Optional<SessionListParams.Status> status) {
    return calls.list(
        "list sessions",
        limits.sessions(),
        session -> reference.equals(session.getClientReferenceId()),
        (last, stripe) -> {
          var created = SessionListParams.Created.builder().setGte(since(limits.window())).build();
          var params = SessionListParams.builder().setLimit(Calls.PAGE).setCreated(created);
          last.ifPresent(params::setStartingAfter);
          status.ifPresent(params::setStatus);
          return stripe.checkout().sessions().list(params.build());
        });
  }

  private static Optional<Session> named(List<Session> sessions, String reference) {
    return sessions.stream()
        .filter(session -> reference.equals(session.getClientReferenceId()))
        .findFirst();
  }

  private Optional<Stored> listedIntent(String reference, Duration window) {
    Predicate<PaymentIntent> named =
        intent -> reference.equals(Stored.metadataOf(intent).get(Stored.REFERENCE));
    var listed =
        calls.list(
            "list payments",
            limits.sessions(),
            named,
            (last, stripe) -> {
              var created = PaymentIntentListParams.Created.builder().setGte(since(window)).build();
              var params =
                  PaymentIntentListParams.builder().setLimit(Calls.PAGE).setCreated(created);
              last.ifPresent(params::setStartingAfter);
              return stripe.paymentIntents().list(params.build());
            });
    var found = listed.objects().stream().filter(named).findFirst();
    return (found.isPresent() ? found : listed.whole().stream().filter(named).findFirst())
        .map(intent -> whole(intent(intent.getId())));
  }

  /** Until it is taken, what is paid on a page is known by that page's session. */
  private Stored whole(PaymentIntent intent) {
    if (States.isTaken(intent)
        || Handover.Mode.EMBEDDED.name().equals(Stored.metadataOf(intent).get(Stored.HANDOVER))) {
      return new Stored.Direct(intent);
    }
    var params = SessionListParams.builder().setPaymentIntent(intent.getId()).setLimit(1L).build();
    var sessions =
        calls.get(
            "find a session",
            (stripe, options) -> stripe.checkout().sessions().list(params, options));
    return said(sessions.getData(), "find a session").stream()
        .findFirst()
        .<Stored>map(session -> new Stored.Hosted(session(session.getId())))
        .orElseGet(() -> new Stored.Direct(intent));
  }

  private Session session(String id) {
    var params = SessionRetrieveParams.builder().addExpand("payment_intent").build();
    return calls.get(
        "read a session",
        (stripe, options) -> stripe.checkout().sessions().retrieve(id, params, options));
  }

  private PaymentIntent intent(String id) {
    return calls.get(
        "read a payment", (stripe, options) -> stripe.paymentIntents().retrieve(id, options));
  }

  private long since(Duration window) {
    return clock.instant().minus(window).getEpochSecond();
  }

  /** So that no reference ends the query's string. */
  private static String quoted(String reference) {
    return reference.replace("\\", "\\\\").replace("'", "\\'");
  }
}
