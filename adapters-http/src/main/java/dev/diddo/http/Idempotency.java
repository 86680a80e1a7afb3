package dev.diddo.http;

import dev.diddo.application.OutageException;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.IdempotencyKeys;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.organization.Caller;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does each request with an {@code Idempotency-Key} once, and repeats its answer. */
public final class Idempotency {
  static final String HEADER = "Idempotency-Key";
  private static final int MAX_CHARS = 255;

  /** Kept with an answer, and never shown. */
  private static final String BODY_HASH = "Body-Hash";

  private static final byte[] UNREAD = JsonDigest.sha256().digest();
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final IdempotencyKeys keys;
  private final Transactions transactions;
  private final InstantSource clock;

  public Idempotency(IdempotencyKeys keys, Transactions transactions, InstantSource clock) {
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whoever sends a key has to send a good one, even where it is ignored. */
  static Optional<String> keyOf(Call call) {
    var key = call.header(HEADER);
    boolean bad =
        key.filter(k -> k.isEmpty() || k.length() > MAX_CHARS || !isVisibleAscii(k)).isPresent();
    if (bad) {
      throw Call.invalid(
          "/header/" + HEADER, Fault.OUT_OF_RANGE, HEADER + " has 1 to 255 visible characters");
    }
    return key;
  }

  private static boolean isVisibleAscii(String key) {
    return key.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /**
   * Answers the call, or repeats how it was answered before.
   *
   * @param request a hash of what is asked for
   * @param work is given the claim, and gives what answers
   */
  Reply once(
      Route route,
      Caller caller,
      String operation,
      String key,
      byte[] request,
      Function<Claim.Held, Supplier<Reply>> work) {
    var wanted = new IdempotencyKey(caller.tenant(), idOf(caller), operation, key);
    return switch (keys.claim(wanted, request, clock.instant())) {
      case Claim.Held held -> run(route, held, work, reply -> stored(reply, caller));
      case Claim.Replay(var answer) -> repeat(answer);
      case Claim.Conflict() -> conflict();
      case Claim.InFlight() -> inFlight();
    };
  }

  /**
   * The same for a body that is read while it arrives: its hash, which nobody knows beforehand, is
   * kept with the answer.
   */
  Reply onceStreamed(
      Route route,
      Caller caller,
      String operation,
      String key,
      BodyStream body,
      Function<Claim.Held, Supplier<Reply>> work) {
    var wanted = new IdempotencyKey(caller.tenant(), idOf(caller), operation, key);
    return switch (keys.claim(wanted, UNREAD, clock.instant())) {
      case Claim.Held held -> run(route, held, work, reply -> stored(reply, body));
      case Claim.Replay(var answer) ->
          hash(body).equals(answer.headers().get(BODY_HASH)) ? repeat(answer) : conflict();
      case Claim.Conflict() -> conflict();
      case Claim.InFlight() -> inFlight();
    };
  }

  private static Reply conflict() {
    return Reply.of(
        Problem.of(
            ProblemCode.IDEMPOTENCY_CONFLICT, "Use a new Idempotency-Key for a new request."));
  }

  private static Reply inFlight() {
    return Reply.of(
        Problem.of(ProblemCode.IDEMPOTENCY_IN_FLIGHT, "Ask again for its answer.")
            .retryAfter(RETRY));
  }

  private static StoredAnswer stored(Reply reply, BodyStream body) {
    return stored(reply.header(BODY_HASH, hash(body)));
  }

  private static String hash(BodyStream body) {
    try {
      return HexFormat.of().formatHex(body.readDigest());
    } catch (IOException clientLeft) {
      throw new RefusedException(
          Problem.of(ProblemCode.MALFORMED_BODY, "It ended before its end."));
    }
  }

  private static String idOf(Caller caller) {
    return switch (caller) {
      case Caller.Platform(var key) -> key.id().text();
      case Caller.Buyer(_, var session) -> session.text();
      case Caller.Operator(var operator, _) -> operator.id().text();
    };
  }

  private Reply run(
      Route route,
      Claim.Held held,
      Function<Claim.Held, Supplier<Reply>> work,
      Function<Reply, StoredAnswer> keeping) {
    try {
      var rest = work.apply(held);
      Supplier<Reply> kept = () -> keep(held, rest.get(), keeping);
      return route.repetition().isInOneTransaction() ? transactions.inOne(kept) : kept.get();
    } catch (NothingDone refused) {
      keys.release(held);
      return refused.reply;
    } catch (RuntimeException | Error failed) {
      release(held, failed);
      throw failed;
    }
  }

  private Reply keep(Claim.Held held, Reply reply, Function<Reply, StoredAnswer> keeping) {
    if (!reply.isSuccess()) {
      throw new NothingDone(reply);
    }
    keys.complete(held, keeping.apply(reply), clock.instant());
    return reply;
  }

  /**
   * Whatever went wrong, the same request may come again at once: a key whose answer was kept stays
   * so, and one that is tied to a payment goes on with that.
   */
  private void release(Claim.Held held, Throwable because) {
    try {
      keys.release(held);
    } catch (OutageException away) {
      because.addSuppressed(away);
    }
  }

  /** What a buyer is told is about them, whatever it is. */
  private static StoredAnswer stored(Reply reply, Caller caller) {
    return switch (caller) {
      case Caller.Buyer(_, var session) -> stored(reply.about(session));
      case Caller.Platform _, Caller.Operator _ -> stored(reply);
    };
  }

  private static StoredAnswer stored(Reply reply) {
    return new StoredAnswer(reply.status(), reply.headers(), reply.bytes(), reply.about());
  }

  private static Reply repeat(StoredAnswer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    headers.remove(BODY_HASH);
    return new Reply(
            answer.status(),
            headers,
            new Reply.Content.Bytes(answer.body()),
            Optional.empty(),
            Optional.empty())
        .header("Idempotent-Replayed", "true");
  }

  /** Rolls back the transaction of a call that was refused. */
  private static final class NothingDone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    NothingDone(Reply reply) {
      super(null, null, false, false);
      this.reply = reply;
    }
  }
}
