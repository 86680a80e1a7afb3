package dev.diddo.application.dashboard;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Operator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/**
 * Lets an operator in by email and password. Nobody learns whether an email is known: neither by
 * the answer nor by how long it takes.
 */
public final class SignIn {
  /** Within {@link SignInTries#WINDOW}, for one email and one address. */
  public static final int MAX_TRIES = 10;

  /**
   * Of so many organizations a password is tried where none is named. Few, for whoever is refused
   * costs as many hashes, known or not.
   */
  static final int MAX_ORGANIZATIONS = 2;

  /** More organizations than one person works for; of those the one that is meant is found. */
  private static final int MOST_OF_ONE_EMAIL = 100;

  /** Longer than it takes to write a refusal down, which is done only for those who are known. */
  static final Duration REFUSED_AFTER = Duration.ofMillis(200);

  /** As many random bits as a platform key has. */
  private static final int TOKEN_BYTES = 24;

  /** Longer than a hash takes, shorter than a person's patience. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Operators operators;
  private final OperatorSessions sessions;
  private final SignInTries tries;
  private final AuditLog auditLog;
  private final Transactions transactions;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Semaphore places;
  private final BiPredicate<PasswordHash, String> matching;

  /**
   * @param random not predictable, such as SecureRandom
   * @param hashesAtOnce how many passwords are hashed at once: each keeps a core busy
   */
  public SignIn(
      Operators operators,
      OperatorSessions sessions,
      SignInTries tries,
      AuditLog auditLog,
      Transactions transactions,
      Ids ids,
      RandomGenerator random,
      InstantSource clock,
      int hashesAtOnce) {
    this(
        operators,
        sessions,
        tries,
        auditLog,
        transactions,
        ids,
        random,
        clock,
        hashesAtOnce,
        PasswordHash::matches);
  }

  SignIn(
      Operators operators,
      OperatorSessions sessions,
      SignInTries tries,
      AuditLog auditLog,
      Transactions transactions,
      Ids ids,
      RandomGenerator random,
      InstantSource clock,
      int hashesAtOnce,
      BiPredicate<PasswordHash, String> matching) {
    this.operators = operators;
    this.sessions = sessions;
    this.tries = tries;
    this.auditLog = auditLog;
    this.transactions = transactions;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.places = new Semaphore(hashesAtOnce);
    this.matching = matching;
  }

  /**
   * Somebody at the door.
   *
   * @param organization where an email belongs to several, the one that is meant; else the first of
   *     which the password is right, among the two that were there first
   * @param address of the client, as limits count it
   */
  public record Visitor(
      String email, String password, Optional<OrganizationId> organization, String address) {

    /** One email from one address, in whatever case it was typed. */
    private String who() {
      return KeyHash.of(email.strip().toLowerCase(Locale.ROOT) + "\n" + address).hex();
    }

    @Override
    public String toString() {
      return "Visitor";
    }
  }

  /** A session and the token that opens it, which is kept nowhere. */
  public record Begun(OperatorSession session, String token) {
    @Override
    public String toString() {
      return "Begun[" + session + "]";
    }
  }

  /** Why somebody stays outside. */
  public sealed interface Refusal {
    /** No such operator, or not their password: nobody learns which. */
    record Wrong() implements Refusal {}

    record TooManyTries(Duration untilNext) implements Refusal {}

    /** Too many others are at the door. */
    record Busy() implements Refusal {}
  }

  public Outcome<Begun, Refusal> signIn(Visitor visitor) {
    // First of all, so that whoever tries too often takes nobody's place.
    var counted = tries.count(visitor.who(), clock.instant());
    var unheard = unheard(counted);
    if (unheard.isPresent()) {
      tries.giveBack(visitor.who(), counted);
      return refused(unheard.get());
    }
    List<Operators.Known> known;
    Optional<Operator> right;
    try {
      known = known(visitor);
      right = right(known, visitor);
    } finally {
      places.release();
    }
    return right
        .map(it -> Outcome.<Begun, Refusal>accepted(begin(it, visitor)))
        .orElseGet(() -> refuse(known, visitor));
  }

  /** Why nobody looks at it, if so; else there is a place for it. */
  private Optional<Refusal> unheard(SignInTries.Counted counted) {
    if (counted.tries() > MAX_TRIES) {
      var end = counted.since().plus(SignInTries.WINDOW);
      return Optional.of(new Refusal.TooManyTries(Duration.between(clock.instant(), end)));
    }
    return awaitPlace() ? Optional.empty() : Optional.of(new Refusal.Busy());
  }

  private boolean awaitPlace() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Operators.Known> known(Visitor visitor) {
    return operators.withEmail(visitor.email().strip(), MOST_OF_ONE_EMAIL).stream()
        .filter(it -> isMeant(it.operator(), visitor))
        .limit(hashes(visitor))
        .toList();
  }

  /** Depends on nothing but what the visitor said. */
  private static int hashes(Visitor visitor) {
    return visitor.organization().isPresent() ? 1 : MAX_ORGANIZATIONS;
  }

  /** Who that is; to find that it is nobody takes as long whoever is known. */
  private Optional<Operator> right(List<Operators.Known> known, Visitor visitor) {
    for (var it : known) {
      if (matching.test(it.passwordHash(), visitor.password())) {
        return Optional.of(it.operator());
      }
    }
    for (int i = known.size(); i < hashes(visitor); i++) {
      var _ = matching.test(PasswordHash.NOBODYS, visitor.password());
    }
    return Optional.empty();
  }

  private static boolean isMeant(Operator operator, Visitor visitor) {
    return visitor.organization().map(operator.organization()::equals).orElse(true);
  }

  private Begun begin(Operator operator, Visitor visitor) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    var session = new OperatorSession(operator, now, now);
    return transactions.inOne(
        () -> {
          tries.clear(visitor.who());
          sessions.begin(KeyHash.of(token), session);
          writeDown(operator, AuditEntry.Action.SIGNED_IN, visitor);
          return new Begun(session, token);
        });
  }

  private Outcome<Begun, Refusal> refuse(List<Operators.Known> known, Visitor visitor) {
    long end = System.nanoTime() + REFUSED_AFTER.toNanos();
    transactions.inOne(
        () -> {
          known.forEach(it -> writeDown(it.operator(), AuditEntry.Action.SIGN_IN_REFUSED, visitor));
          return known;
        });
    sleepUntil(end);
    return refused(new Refusal.Wrong());
  }

  private static void sleepUntil(long endNanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(endNanos - System.nanoTime());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeDown(Operator who, AuditEntry.Action action, Visitor visitor) {
    auditLog.add(
        AuditEntry.of(
            new AuditEntryId(ids.next()),
            who,
            action,
            AuditEntry.Subject.NONE,
            visitor.address(),
            clock.instant()));
  }
}
