package dev.diddo.application.idempotency;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredClaim;
import dev.diddo.application.OutageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Idempotency keys in memory. */
public final class MemoryIdempotencyKeys implements IdempotencyKeys {
  /** The lease of a key that is free again; its fence goes on from where it was. */
  private static final Instant RELEASED = Instant.MIN;

  private final MemoryDatabase database;

  public MemoryIdempotencyKeys(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Claim claim(IdempotencyKey key, byte[] request, Instant now) {
    return database.alone(
        () -> {
          var row = database.claims.get(key).filter(found -> !isOld(found, now));
          return row.isPresent()
              ? again(key, row.get(), list(request), now)
              : held(
                  key,
                  new StoredClaim(
                      list(request), 1, now.plus(LEASE), Optional.empty(), Optional.empty(), now));
        });
  }

  private Claim again(IdempotencyKey key, StoredClaim row, List<Byte> request, Instant now) {
    if (isReleased(row) && row.payment().isEmpty()) {
      return held(
          key,
          new StoredClaim(
              request, row.fence() + 1, now.plus(LEASE), row.payment(), row.answer(), now));
    }
    if (!row.request().equals(request)) {
      return new Claim.Conflict();
    }
    if (row.answer().isPresent()) {
      return new Claim.Replay(row.answer().get());
    }
    return now.isBefore(row.leaseUntil())
        ? new Claim.InFlight()
        : held(key, with(row, row.fence() + 1, now.plus(LEASE), Optional.empty()));
  }

  private Claim held(IdempotencyKey key, StoredClaim row) {
    database.claims.put(key, row);
    return new Claim.Held(key, row.fence(), row.payment());
  }

  @Override
  public void complete(Claim.Held claim, StoredAnswer answer, Instant now) {
    database.alone(
        () -> {
          var row =
              standing(claim)
                  .orElseThrow(() -> new OutageException("Somebody else took this request over"));
          database.claims.put(
              claim.key(), with(row, row.fence(), row.leaseUntil(), Optional.of(answer)));
          return row;
        });
  }

  @Override
  public void release(Claim.Held claim) {
    database.alone(
        () -> {
          standing(claim)
              .ifPresent(
                  row ->
                      database.claims.put(
                          claim.key(), with(row, row.fence(), RELEASED, Optional.empty())));
          return claim;
        });
  }

  @Override
  public int forget(Instant now, int atMost) {
    return database.alone(
        () -> {
          var old =
              database.claims.all().entrySet().stream()
                  .filter(row -> isOld(row.getValue(), now))
                  .limit(atMost)
                  .toList();
          old.forEach(row -> database.claims.remove(row.getKey()));
          return old.size();
        });
  }

  private Optional<StoredClaim> standing(Claim.Held claim) {
    return database
        .claims
        .get(claim.key())
        .filter(row -> row.fence() == claim.fence() && row.answer().isEmpty());
  }

  private static boolean isReleased(StoredClaim row) {
    return row.answer().isEmpty() && row.leaseUntil().equals(RELEASED);
  }

  private static boolean isOld(StoredClaim row, Instant now) {
    return !now.isBefore(row.createdAt().plus(RETENTION));
  }

  private static StoredClaim with(
      StoredClaim row, int fence, Instant leaseUntil, Optional<StoredAnswer> answer) {
    return new StoredClaim(
        row.request(), fence, leaseUntil, row.payment(), answer, row.createdAt());
  }

  private static List<Byte> list(byte[] bytes) {
    var list = new ArrayList<Byte>(bytes.length);
    for (byte b : bytes) {
      list.add(b);
    }
    return List.copyOf(list);
  }
}
