package dev.diddo.application.payment;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Payment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One gateway, {@value #NAME}, that does as it is told and keeps books of its own, which nothing of
 * ours can change: what it says in {@link #taken} is what a buyer's bank would say.
 */
public final class ScriptedGateways implements Gateways {
  public static final String NAME = "scripted";

  /** What can be asked of the gateway. */
  public enum Call {
    OPEN,
    LOOK_UP,
    CAPTURE,
    CANCEL
  }

  /** What goes wrong with a call. */
  public enum Fault {
    /** It was not reached, and says so. */
    NOT_REACHED,
    /** Nothing happened and nothing came back. */
    SILENT,
    /** It did as it was asked, and the answer was lost. */
    SILENT_AFTER,
    /** It answers with another amount than it was asked for. */
    WRONG_AMOUNT,
    /** It says that it is still at it. */
    UNDECIDED,
    /** Our process dies before the call leaves it. */
    WE_DIE_BEFORE,
    /** Our process dies before the answer arrives. */
    WE_DIE_AFTER
  }

  /** Where a payment is in the gateway's own books. */
  public enum Book {
    AWAITING,
    CHALLENGED,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    CANCELLED
  }

  /** What a process that dies does: nothing more. No step may catch it. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Map<Call, Deque<Fault>> faults = new EnumMap<>(Call.class);
  private final Map<Call, Deque<Runnable>> meanwhile = new EnumMap<>(Call.class);
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
  private final Map<PaymentId, Book> books = new HashMap<>();
  private final Map<PaymentId, Attempt> attempts = new HashMap<>();
  private final Set<PaymentId> charged = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private Book atOnce = Book.AWAITING;
  private boolean down;

  /** The next calls of this kind go wrong in these ways, one after the other. */
  public synchronized void fail(Call call, Fault... inThisOrder) {
    faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(inThisOrder));
  }

  /** While the answer to the next call of this kind is on its way, this happens. */
  public synchronized void meanwhile(Call call, Runnable happening) {
    meanwhile.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(happening);
  }

  /** From now on nothing is reached at all, until it is told otherwise. */
  public synchronized void down(boolean isDown) {
    down = isDown;
  }

  /** Nothing goes wrong any more. */
  public synchronized void recover() {
    down = false;
    faults.clear();
    meanwhile.clear();
  }

  /** From now on a new payment is in this state at once, without a page for its buyer. */
  public synchronized void decideAtOnce(Book state) {
    atOnce = state;
  }

  /** The buyer does, or the provider decides, what brings the payment there. */
  public synchronized void decide(PaymentId id, Book state) {
    var before = book(id);
    if (before != Book.AWAITING && before != Book.CHALLENGED) {
      throw new IllegalStateException("A buyer can do nothing about a payment that is " + before);
    }
    books.put(id, state);
  }

  public synchronized Book book(PaymentId id) {
    if (!books.containsKey(id)) {
      throw new IllegalArgumentException("The gateway never heard of this payment");
    }
    return books.getOrDefault(id, Book.AWAITING);
  }

  public synchronized boolean knows(PaymentId id) {
    return books.containsKey(id);
  }

  /** How often it was asked this, answered or not. */
  public synchronized int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /** How many payments took money. */
  public synchronized int charges() {
    return charged.size();
  }

  /** The money that was taken, over all payments, in minor units. */
  public synchronized long taken() {
    return charged.stream().mapToLong(id -> attempt(id).amount().minorUnits()).sum();
  }

  /** What no caller may ever do, and one did. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  @Override
  public List<String> names() {
    return List.of(NAME);
  }

  @Override
  public Evidence open(Attempt attempt) {
    return ask(
        Call.OPEN,
        attempt,
        () -> {
          var before = attempts.putIfAbsent(attempt.id(), attempt);
          if (before != null && !before.equals(attempt)) {
            violations.add("One key stood for two payments: " + attempt.reference());
          }
          if (books.putIfAbsent(attempt.id(), atOnce) == null && atOnce == Book.CAPTURED) {
            charged.add(attempt.id());
          }
        });
  }

  @Override
  public Evidence lookUp(Payment payment) {
    return ask(Call.LOOK_UP, payment.attempt(), () -> {});
  }

  @Override
  public Evidence capture(Payment.Authorised payment) {
    return ask(
        Call.CAPTURE,
        payment.attempt(),
        () -> {
          if (books.get(payment.id()) == Book.AUTHORISED) {
            books.put(payment.id(), Book.CAPTURED);
            charged.add(payment.id());
          } else if (books.get(payment.id()) != Book.CAPTURED) {
            violations.add("Captured what was not authorised: " + payment.id().text());
          }
        });
  }

  @Override
  public Evidence cancel(Payment payment) {
    return ask(
        Call.CANCEL,
        payment.attempt(),
        () -> {
          var book = books.get(payment.id());
          if (book == Book.AWAITING || book == Book.CHALLENGED) {
            books.put(payment.id(), Book.CANCELLED);
          }
        });
  }

  private Evidence ask(Call call, Attempt attempt, Runnable effect) {
    Evidence evidence;
    Optional<Runnable> happening;
    synchronized (this) {
      evidence = act(call, attempt, effect);
      happening = Optional.ofNullable(meanwhile.getOrDefault(call, new ArrayDeque<>()).poll());
    }
    happening.ifPresent(Runnable::run);
    return evidence;
  }

  private Evidence act(Call call, Attempt attempt, Runnable effect) {
    calls.merge(call, 1, Integer::sum);
    if (down) {
      return new Evidence.NotReached();
    }
    var planned = faults.getOrDefault(call, new ArrayDeque<>());
    if (planned.isEmpty()) {
      effect.run();
      return tell(attempt, attempt.amount());
    }
    return switch (planned.remove()) {
      case NOT_REACHED -> new Evidence.NotReached();
      case SILENT -> new Evidence.None();
      case SILENT_AFTER -> {
        effect.run();
        yield new Evidence.None();
      }
      case WRONG_AMOUNT -> {
        effect.run();
        yield tell(attempt, attempt.amount().plus(new Money(1, attempt.amount().currency())));
      }
      case UNDECIDED -> {
        effect.run();
        yield new Evidence.Undecided(gatewayId(attempt.id()));
      }
      case WE_DIE_BEFORE -> throw new Death();
      case WE_DIE_AFTER -> {
        effect.run();
        throw new Death();
      }
    };
  }

  private Evidence tell(Attempt attempt, Money amount) {
    var id = attempt.id();
    if (!books.containsKey(id)) {
      return new Evidence.NoSuchPayment();
    }
    return switch (book(id)) {
      case AWAITING -> new Evidence.AwaitsBuyer(gatewayId(id), page(id), false);
      case CHALLENGED -> new Evidence.AwaitsBuyer(gatewayId(id), page(id), true);
      case AUTHORISED -> new Evidence.Authorised(gatewayId(id), amount);
      case CAPTURED -> new Evidence.Captured(gatewayId(id), amount);
      case DECLINED -> new Evidence.Declined(gatewayId(id), "card_declined");
      case CANCELLED -> new Evidence.Cancelled(gatewayId(id));
    };
  }

  private Attempt attempt(PaymentId id) {
    var attempt = attempts.get(id);
    if (attempt == null) {
      throw new IllegalArgumentException("The gateway never heard of this payment");
    }
    return attempt;
  }

  public static String gatewayId(PaymentId id) {
    return "gw_" + id.text();
  }

  public static URI page(PaymentId id) {
    return URI.create("https://pay.example/" + id.text());
  }

  /** The headers of a message that it did send. */
  public static Map<String, List<String>> signed() {
    return Map.of("signature", List.of("valid"));
  }

  /** A message of this id about that payment, or about none that is a ULID. */
  public static byte[] message(String eventId, String reference) {
    return (eventId + " " + reference).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Outcome<Notice, Unverified> verify(
      String gateway, Map<String, List<String>> headers, byte[] body) {
    if (!gateway.equals(NAME)) {
      return Outcome.refused(new Unverified(true));
    }
    if (!headers.equals(signed())) {
      return Outcome.refused(new Unverified(false));
    }
    var words = List.of(new String(body, StandardCharsets.UTF_8).split(" ", 2));
    return Outcome.accepted(
        new Notice(NAME, words.getFirst(), Ulid.parse(words.getLast()).map(PaymentId::new)));
  }
}
