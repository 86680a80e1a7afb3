package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredMovement;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Movements of money in memory. */
public final class MemoryMovements implements Movements {
  private final MemoryDatabase database;

  public MemoryMovements(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Tenant tenant, List<Movement> movements) {
    database.alone(
        () -> {
          movements.forEach(movement -> put(tenant, movement, dueAtOnce(movement)));
          return movements;
        });
  }

  @Override
  public boolean addReturn(Tenant tenant, Movement movement) {
    return database.alone(
        () -> {
          var isUnderWay =
              ofPayment(tenant, movement.payment()).stream()
                  .anyMatch(it -> it.kind() == Movement.Kind.RETURN && !it.isOver());
          if (!isUnderWay) {
            put(tenant, movement, dueAtOnce(movement));
          }
          return !isUnderWay;
        });
  }

  private static Optional<Instant> dueAtOnce(Movement movement) {
    return movement.isOver() ? Optional.empty() : Optional.of(movement.createdAt());
  }

  @Override
  public Optional<Movement> find(Tenant tenant, MovementId id) {
    return database.alone(
        () -> database.movements.get(new TenantKey<>(tenant, id)).map(StoredMovement::movement));
  }

  @Override
  public List<Movement> ofPayment(Tenant tenant, PaymentId payment) {
    return database.alone(
        () ->
            database.movements.all().entrySet().stream()
                .filter(row -> row.getKey().tenant().equals(tenant))
                .map(row -> row.getValue().movement())
                .filter(movement -> movement.payment().equals(payment))
                .sorted(Comparator.comparing(Movement::createdAt))
                .toList());
  }

  @Override
  public boolean save(Tenant tenant, Movement movement, Instant at) {
    return database.alone(
        () -> {
          var isPending = find(tenant, movement.id()).filter(it -> !it.isOver()).isPresent();
          if (isPending) {
            put(tenant, movement, movement.isOver() ? Optional.empty() : Optional.of(at));
          }
          return isPending;
        });
  }

  @Override
  public boolean bounce(Tenant tenant, Movement movement, Instant at) {
    return database.alone(
        () -> {
          var wasMade = find(tenant, movement.id()).filter(Movement::hasSucceeded).isPresent();
          if (wasMade) {
            put(tenant, movement, Optional.empty());
          }
          return wasMade;
        });
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return database.alone(() -> due(now).map(this::gatewayOf).collect(Collectors.toSet()));
  }

  private Stream<Map.Entry<TenantKey<MovementId>, StoredMovement>> due(Instant now) {
    return database.movements.all().entrySet().stream()
        .filter(row -> row.getValue().dueAt().filter(at -> !at.isAfter(now)).isPresent())
        .filter(row -> row.getValue().leaseUntil().filter(now::isBefore).isEmpty());
  }

  private String gatewayOf(Map.Entry<TenantKey<MovementId>, StoredMovement> row) {
    var payment = new TenantKey<>(row.getKey().tenant(), row.getValue().movement().payment());
    return database.payments.get(payment).orElseThrow().payment().attempt().gateway();
  }

  @Override
  public List<Owned> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    return database.alone(
        () -> {
          var due =
              due(now)
                  .filter(row -> gatewayOf(row).equals(gateway))
                  .sorted(Comparator.comparing(row -> row.getValue().dueAt().orElseThrow()))
                  .limit(atMost)
                  .toList();
          due.forEach(
              row -> database.movements.put(row.getKey(), leased(row.getValue(), now.plus(lease))));
          return due.stream()
              .map(row -> new Owned(row.getKey().tenant(), row.getValue().movement()))
              .toList();
        });
  }

  private static StoredMovement leased(StoredMovement row, Instant until) {
    return new StoredMovement(row.movement(), row.dueAt(), Optional.of(until));
  }

  private void put(Tenant tenant, Movement movement, Optional<Instant> dueAt) {
    database.movements.put(
        new TenantKey<>(tenant, movement.id()),
        new StoredMovement(movement, dueAt, Optional.empty()));
  }
}
