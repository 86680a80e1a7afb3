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
import java.util.random.RandomGenerator;

/**
 * Lets an operator in by email and password. Nobody learns whether an email is known: neither by
 * the answer nor by how long it takes.
 */
public final class SignIn {
  /** Within {@link SignInTries#WINDOW}, for one email and one address. */
  public static final int MAX_TRIES = 10;

  /** Of so many organizations one person's password is tried at most. */
  private static final int MAX_ORGANIZATIONS = 4;

  /** As many random bits as a platform key has. */
  private static final int TOKEN_BYTES = 24;

  /** Longer than a hash takes, shorter than a person's patience. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Operators operators;
  private final OperatorSessions sessions;
  private final SignInTries tries;
  private final AuditLog auditLog;
  private final Transactions transactions;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Semaphore places;

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
    this.operators = operators;
    this.sessions = sessions;
    this.tries = tries;
    this.auditLog = auditLog;
    this.transactions = transactions;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.places = new Semaphore(hashesAtOnce);
  }

  /**
   * Somebody at the door.
   *
   * @param organization where an email belongs to several, the one that is meant
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
    var now = clock.instant();
    var counted = tries.count(visitor.who(), now);
    if (counted.tries() > MAX_TRIES) {
      var end = counted.since().plus(SignInTries.WINDOW);
      return refused(new Refusal.TooManyTries(Duration.between(now, end)));
    }
    if (!awaitPlace()) {
      return refused(new Refusal.Busy());
    }
    try {
      return decide(visitor);
    } finally {
      places.release();
    }
  }

  private boolean awaitPlace() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Outcome<Begun, Refusal> decide(Visitor visitor) {
    var known =
        operators.withEmail(visitor.email().strip(), MAX_ORGANIZATIONS).stream()
            .filter(it -> isMeant(it.operator(), visitor))
            .toList();
    var right = known.stream().filter(it -> it.passwordHash().matches(visitor.password()));
    var operator = right.findFirst().map(Operators.Known::operator);
    if (known.isEmpty()) {
      // As long as it takes for somebody who is known.
      var _ = PasswordHash.NOBODYS.matches(visitor.password());
    }
    return operator
        .map(it -> Outcome.<Begun, Refusal>accepted(begin(it, visitor)))
        .orElseGet(() -> refuse(known, visitor));
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
    known.forEach(it -> writeDown(it.operator(), AuditEntry.Action.SIGN_IN_REFUSED, visitor));
    return refused(new Refusal.Wrong());
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
