package dev.diddo.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObjectInterface;
import com.stripe.net.HttpHeaders;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to Stripe and decides what a failure means: surely nothing happened ({@link
 * GatewayUnreachableException}), Stripe said no ({@link RefusedException}), or nobody knows ({@link
 * UnclearException}). No exception of the library leaves this class: their messages quote answers,
 * and answers hold secrets of buyers.
 */
final class Calls implements AutoCloseable {
  static final long PAGE = 100; // the most that Stripe answers at once

  private final Transport transport;
  private final StripeClient client;
  private final StripeLimits limits;

  Calls(Account account, StripeLimits limits) {
    this.limits = limits;
    this.transport = new Transport(limits);
    this.client =
        new StripeClient(
            new LiveStripeResponseGetter(new ClientOptions(account, limits), transport));
  }

  /** One call of the library. */
  @FunctionalInterface
  interface Call<T> {
    T to(V1Services stripe, RequestOptions options) throws StripeException;
  }

  /** One page of a list, from behind the object of this id. */
  @FunctionalInterface
  interface Page<T extends HasId> {
    StripeCollection<T> after(Optional<String> id, V1Services stripe) throws StripeException;
  }

  /** Reads; repeating it is always safe. */
  <T> T get(String what, Call<T> call) {
    try {
      return once(what, RequestOptions.getDefault(), call);
    } catch (KeyInUseException e) { // no key was sent: a conflict of another kind
      throw new UnclearException(what + ": a conflict");
    }
  }

  /** Changes; while another call with the same key is under way, it waits for that one's answer. */
  <T> T post(String what, String key, Call<T> call) {
    var options = RequestOptions.builder().setIdempotencyKey(key).build();
    var pause = limits.firstPause();
    for (int pauses = 0; ; pauses++) {
      try {
        return once(what, options, call);
      } catch (KeyInUseException e) {
        if (pauses == limits.pauses()) {
          throw new UnclearException(what + ": an earlier call with this key is still under way");
        }
        pause(what, pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /**
   * The objects of a list, newest first, up to so many, and no further than the page with one that
   * is wanted.
   */
  <T extends HasId> Listed<T> list(String what, int most, Predicate<T> wanted, Page<T> page) {
    var all = new ArrayList<T>();
    Optional<String> last = Optional.empty();
    while (all.size() < most) {
      var from = last;
      var next = get(what, (stripe, _) -> page.after(from, stripe));
      var objects = said(next.getData(), what);
      all.addAll(objects);
      var ends = objects.isEmpty() || !said(next.getHasMore(), what);
      if (ends || objects.stream().anyMatch(wanted)) {
        return new Listed<>(all, ends);
      }
      last = Optional.of(said(objects.getLast().getId(), what));
    }
    return new Listed<>(all, false);
  }

  /** All that was done with the money of one payment. */
  <T extends HasId> List<T> movements(String what, Page<T> page) {
    return list(what, limits.movements(), _ -> false, page).whole();
  }

  /**
   * A list as far as it was read.
   *
   * @param complete whether that was to its end
   */
  record Listed<T>(List<T> objects, boolean complete) {
    /** To be asked before something is said to be absent. */
    List<T> whole() {
      if (!complete) {
        throw new UnclearException("A list that is too long to be read");
      }
      return objects;
    }
  }

  /** For what follows a change: a call that fails here does not mean that nothing happened. */
  static <T> T afterwards(Supplier<T> call) {
    try {
      return call.get();
    } catch (GatewayUnreachableException e) {
      throw new UnclearException("Changed, but not read again: " + e.getMessage());
    }
  }

  /** Whether Stripe repeated an answer that it had stored with the key: it may be old. */
  static boolean replayed(StripeObjectInterface answer) {
    var response = answer.getLastResponse();
    return response != null && isReplay(response.headers());
  }

  /** What an answer has to have; half an answer is none. */
  static <T> T said(@Nullable T part, String what) {
    if (part == null) {
      throw new UnclearException(what + ": half an answer");
    }
    return part;
  }

  @Override
  public void close() {
    transport.close();
  }

  private <T> T once(String what, RequestOptions options, Call<T> call) throws KeyInUseException {
    try {
      return Objects.requireNonNull(call.to(client.v1(), options));
    } catch (StripeException e) {
      throw meaning(what, e);
    } catch (RuntimeException e) { // what the library throws at answers that are none
      throw new UnclearException(
          "%s: an answer that cannot be read (%s)".formatted(what, e.getClass().getSimpleName()));
    }
  }

  private static RuntimeException meaning(String what, StripeException e) throws KeyInUseException {
    var said =
        "%s: %s %s, %s"
            .formatted(
                what, e.getStatusCode(), Reasons.of(e.getCode(), "without_code"), e.getRequestId());
    return switch (e) {
      case ApiConnectionException lost ->
          lost.getCause() instanceof Transport.NotSentException
              ? new GatewayUnreachableException(what + ": Stripe is not reached")
              : new UnclearException(what + ": no whole answer");
      case RateLimitException _ -> busy(said, e);
      case AuthenticationException _ -> // or one that lacks a permission
          new GatewayUnreachableException(said + ", Stripe does not take the secret key for this");
      case IdempotencyException _ when !"idempotency_key_in_use".equals(e.getCode()) ->
          new UnclearException(said + ", the key was used for something else");
      case CardException declined ->
          new RefusedException(
              said,
              Reasons.of(
                  declined.getDeclineCode() == null ? e.getCode() : declined.getDeclineCode(),
                  "card_declined"));
      case InvalidRequestException invalid ->
          new RefusedException(
              said,
              Reasons.of(
                  e.getCode(),
                  invalid.getParam() == null ? "refused" : "invalid_" + invalid.getParam()));
      default -> conflictOrUnclear(said, e);
    };
  }

  private static RuntimeException conflictOrUnclear(String said, StripeException e)
      throws KeyInUseException {
    var conflict =
        e instanceof IdempotencyException
            || (e.getStatusCode() != null && e.getStatusCode() == 409);
    if (!conflict) {
      return new UnclearException(said, headers(e).filter(Calls::isReplay).isPresent());
    }
    if ("lock_timeout".equals(e.getCode())) {
      return busy(said, e);
    }
    throw new KeyInUseException();
  }

  private static GatewayUnreachableException busy(String said, StripeException e) {
    return headers(e)
        .flatMap(headers -> headers.firstValue("Retry-After"))
        .filter(seconds -> seconds.matches("[0-9]{1,4}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wait -> new GatewayUnreachableException(said + ", Stripe is busy", wait))
        .orElseGet(() -> new GatewayUnreachableException(said + ", Stripe is busy"));
  }

  private static Optional<HttpHeaders> headers(StripeException e) {
    return Optional.ofNullable(e.getStripeError())
        .flatMap(error -> Optional.ofNullable(error.getLastResponse()))
        .map(response -> response.headers());
  }

  private static boolean isReplay(HttpHeaders headers) {
    return headers.firstValue("Idempotent-Replayed").filter("true"::equals).isPresent();
  }

  private static void pause(String what, Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnclearException(what + ": interrupted");
    }
  }

  /** Another call with the same key is under way. */
  private static final class KeyInUseException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
