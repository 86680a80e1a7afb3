package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.IdempotencyKeys;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Idempotency keys in PostgreSQL. What answers hold is encrypted. */
public final class PgIdempotencyKeys implements IdempotencyKeys {
  /** A key that is in the way of a claim may be released or forgotten before it is read. */
  private static final int MAX_TRIES = 3;

  /** Takes the key if it is new, forgotten, released, or left by somebody who wanted the same. */
  private static final String CLAIM =
      """
      insert into idempotency_key as k
        (organization_id, environment, scope, request_hash, lease_until, created_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (organization_id, environment, scope) do update
         set request_hash = excluded.request_hash,
             fence = k.fence + 1,
             lease_until = excluded.lease_until,
             payment_id = case when k.created_at > $7 then k.payment_id end,
             status = null,
             answer = null,
             session_id = null,
             created_at = case when k.created_at > $7 then k.created_at else $6 end
       where k.created_at <= $7
          or (k.status is null and k.lease_until <= $6
              and (k.request_hash = excluded.request_hash
                   or (k.lease_until = '-infinity' and k.payment_id is null)))
      returning fence, payment_id""";

  private static final String FIND =
      """
      select request_hash, status, answer
        from idempotency_key
       where organization_id = $1 and environment = $2 and scope = $3""";

  private static final String COMPLETE =
      """
      update idempotency_key
         set status = $5, answer = $6, session_id = $7
       where organization_id = $1 and environment = $2 and scope = $3 and fence = $4
         and status is null""";

  /**
   * A released key stays, free to be claimed at once, so that its fence goes on: whoever held it
   * long before must not be taken for its next holder. Tied to a payment it stays that request's;
   * else it may be used for another.
   */
  private static final String RELEASE =
      """
      update idempotency_key
         set lease_until = '-infinity'
       where organization_id = $1 and environment = $2 and scope = $3 and fence = $4
         and status is null""";

  private static final String FORGET =
      """
      delete from idempotency_key
       where (organization_id, environment, scope) in (
         select organization_id, environment, scope
           from idempotency_key
          where created_at <= $1
          order by created_at
          limit $2
            for update skip locked)""";

  private final Postgres postgres;
  private final DataKeys dataKeys;
  private final Unreadable unreadable;

  public PgIdempotencyKeys(Postgres postgres, DataKeys dataKeys, Unreadable unreadable) {
    this.postgres = postgres;
    this.dataKeys = dataKeys;
    this.unreadable = unreadable;
  }

  @Override
  public Claim claim(IdempotencyKey key, byte[] request, Instant now) {
    for (int i = 0; i < MAX_TRIES; i++) {
      var held = take(key, request, now);
      if (held.isPresent()) {
        return held.get();
      }
      var standing = find(key).map(row -> standing(key, request, row));
      if (standing.isPresent()) {
        return standing.get();
      }
    }
    throw new OutageException("A key is claimed and released by many at once");
  }

  private Optional<Claim> take(IdempotencyKey key, byte[] request, Instant now) {
    var parameters =
        tuple(
            key,
            Buffer.buffer(request),
            Times.of(now.plus(LEASE)),
            Times.of(now),
            Times.of(now.minus(RETENTION)));
    return query(CLAIM, parameters).stream()
        .findFirst()
        .map(
            row ->
                new Claim.Held(
                    key,
                    row.getInteger("fence"),
                    Optional.ofNullable(row.getUUID("payment_id")).map(PaymentId::new)));
  }

  private Optional<Row> find(IdempotencyKey key) {
    return query(FIND, tuple(key)).stream().findFirst();
  }

  private Claim standing(IdempotencyKey key, byte[] request, Row row) {
    if (!Arrays.equals(request, row.getBuffer("request_hash").getBytes())) {
      return new Claim.Conflict();
    }
    if (row.getInteger("status") == null) {
      return new Claim.InFlight();
    }
    return new Claim.Replay(answer(key, row));
  }

  /** To do it again would be wrong, and so would any other answer: it is done, and not told. */
  private StoredAnswer answer(IdempotencyKey key, Row row) {
    var read =
        unreadable.read(
            "idempotency_key",
            List.of(row),
            it ->
                IdempotencyKeyRow.read(
                    it.getInteger("status"),
                    dataKeys.decrypt(
                        it.getBuffer("answer").getBytes(), IdempotencyKeyRow.place(key))),
            it -> HexFormat.of().formatHex(IdempotencyKeyRow.scope(key).getBytes()),
            _ -> {});
    if (read.isEmpty()) {
      throw new OutageException("A stored answer cannot be read");
    }
    return read.getFirst();
  }

  /**
   * @throws OutageException if somebody has taken the claim over meanwhile: what was done in the
   *     same transaction on the strength of it has to be undone
   */
  @Override
  public void complete(Claim.Held claim, StoredAnswer answer, Instant now) {
    var hidden =
        dataKeys.encrypt(IdempotencyKeyRow.write(answer), IdempotencyKeyRow.place(claim.key()));
    var parameters =
        tuple(
            claim.key(),
            claim.fence(),
            answer.status(),
            Buffer.buffer(hidden),
            answer.about().map(SessionId::value).orElse(null));
    if (query(COMPLETE, parameters).rowCount() == 0) {
      throw new OutageException("The idempotency key was taken over meanwhile");
    }
  }

  @Override
  public void release(Claim.Held claim) {
    query(RELEASE, tuple(claim.key(), claim.fence()));
  }

  @Override
  public int forget(Instant now, int atMost) {
    return query(FORGET, Tuple.of(Times.of(now.minus(RETENTION)), atMost)).rowCount();
  }

  private static Tuple tuple(IdempotencyKey key, @Nullable Object... more) {
    var tuple = TenantColumns.tuple(key.tenant(), IdempotencyKeyRow.scope(key));
    for (var value : more) {
      tuple.addValue(value);
    }
    return tuple;
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
