package dev.diddo.application.webhook;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredDelivery;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.Page;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Deliveries in memory. Those that tell of events are made where those are written down. */
public final class MemoryDeliveries implements Deliveries {
  private static final Comparator<Map.Entry<TenantKey<DeliveryId>, StoredDelivery>> LONGEST_DUE =
      Comparator.comparing(
              (Map.Entry<TenantKey<DeliveryId>, StoredDelivery> row) ->
                  row.getValue().delivery().dueAt().orElseThrow())
          .thenComparing(row -> sequence(row.getValue().delivery()));

  private static final Comparator<StoredDelivery> NEWEST_FIRST =
      Comparator.comparing((StoredDelivery row) -> row.delivery().createdAt())
          .thenComparing(row -> row.delivery().id().value())
          .reversed();

  private final MemoryDatabase database;

  public MemoryDeliveries(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Tenant tenant, Delivery delivery) {
    database.alone(
        () -> {
          put(tenant, new StoredDelivery(delivery, Optional.empty(), 0, List.of()));
          return delivery;
        });
  }

  @Override
  public List<Claimed> claimDue(Instant now, int atMost, int ofOneRecipient, Duration lease) {
    return database.alone(
        () -> {
          var claimed = new ArrayList<Claimed>();
          for (var row : due(now)) {
            var recipient = row.getValue().delivery().recipient();
            if (claimed.size() < atMost && underWay(recipient, now) < ofOneRecipient) {
              claimed.add(claim(row.getKey().tenant(), row.getValue(), now.plus(lease)));
            }
          }
          return claimed;
        });
  }

  private List<Map.Entry<TenantKey<DeliveryId>, StoredDelivery>> due(Instant now) {
    return database.deliveries.all().entrySet().stream()
        .filter(row -> row.getValue().delivery().dueAt().filter(at -> !at.isAfter(now)).isPresent())
        .filter(row -> row.getValue().leaseUntil().filter(now::isBefore).isEmpty())
        .filter(row -> !hasToWait(row.getValue().delivery()))
        .sorted(LONGEST_DUE)
        .toList();
  }

  private boolean hasToWait(Delivery delivery) {
    return delivery.tries() == 0
        && database.deliveries.values().stream()
            .map(StoredDelivery::delivery)
            .anyMatch(
                other ->
                    !other.isOver()
                        && other.tries() == 0
                        && other.recipient().equals(delivery.recipient())
                        && isEarlier(other.message(), delivery.message()));
  }

  private static boolean isEarlier(Message one, Message other) {
    return one.place().isPresent() && other.place().filter(one.place().get()::isBefore).isPresent();
  }

  private static int sequence(Delivery delivery) {
    return delivery.message().place().map(Message.Place::sequence).orElse(0);
  }

  private long underWay(Recipient recipient, Instant now) {
    return database.deliveries.values().stream()
        .filter(row -> row.delivery().recipient().equals(recipient) && !row.delivery().isOver())
        .filter(row -> row.leaseUntil().filter(now::isBefore).isPresent())
        .count();
  }

  private Claimed claim(Tenant tenant, StoredDelivery row, Instant until) {
    put(
        tenant,
        new StoredDelivery(row.delivery(), Optional.of(until), row.fence() + 1, row.attempts()));
    return new Claimed(tenant, row.delivery(), row.fence() + 1);
  }

  @Override
  public Optional<Delivery> record(Claimed claimed, Delivery after, Optional<Attempt> attempt) {
    return database.alone(
        () ->
            database
                .deliveries
                .get(new TenantKey<>(claimed.tenant(), after.id()))
                .filter(row -> row.fence() == claimed.fence() && !row.delivery().isOver())
                .map(
                    row -> {
                      var stored = unlessAnew(row.delivery(), claimed, after);
                      var attempts = more(row.attempts(), attempt);
                      put(
                          claimed.tenant(),
                          new StoredDelivery(stored, Optional.empty(), row.fence(), attempts));
                      return stored;
                    }));
  }

  private static Delivery unlessAnew(Delivery now, Claimed claimed, Delivery after) {
    return after.status() == Delivery.Status.DELIVERED
            || now.dueAt().equals(claimed.delivery().dueAt())
        ? after
        : after.again(now.dueAt().orElseThrow());
  }

  private static List<Attempt> more(List<Attempt> attempts, Optional<Attempt> another) {
    var all = Stream.concat(attempts.stream(), another.stream()).toList();
    return all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size());
  }

  @Override
  public boolean tookAnySince(Tenant tenant, Delivery tried) {
    return database.alone(
        () ->
            database
                .deliveries
                .get(new TenantKey<>(tenant, tried.id()))
                .map(row -> row.attempts().reversed())
                .flatMap(
                    newest ->
                        newest.stream()
                            .limit(tried.tries() - tried.triesBefore())
                            .reduce((_, b) -> b))
                .filter(first -> tookAnySince(tenant, tried.recipient(), first.at()))
                .isPresent());
  }

  private boolean tookAnySince(Tenant tenant, Recipient recipient, Instant since) {
    return ofRecipient(tenant, recipient)
        .flatMap(row -> row.attempts().stream())
        .filter(attempt -> !attempt.at().isBefore(since))
        .mapToInt(attempt -> attempt.httpStatus().orElse(0))
        .anyMatch(status -> status >= 200 && status < 300);
  }

  @Override
  public Listed<Logged> list(
      Tenant tenant, Recipient recipient, Optional<Delivery.Status> status, Page page) {
    return database.alone(
        () -> {
          var all =
              ofRecipient(tenant, recipient)
                  .filter(row -> status.orElse(row.delivery().status()) == row.delivery().status())
                  .sorted(NEWEST_FIRST)
                  .map(row -> new Logged(row.delivery(), row.attempts()))
                  .toList();
          return counted(all, page);
        });
  }

  private static Listed<Logged> counted(List<Logged> all, Page page) {
    var found = all.stream().skip(page.offset()).limit(page.limit() + 1L).toList();
    return Listed.counted(found, page, all.size());
  }

  @Override
  public Listed<Logged> ofOrder(
      Tenant tenant, CartId cart, OrderId order, Optional<StoreId> store, Page page) {
    return database.alone(
        () -> {
          var all =
              database.deliveries.all().entrySet().stream()
                  .filter(row -> row.getKey().tenant().equals(tenant))
                  .map(Map.Entry::getValue)
                  .filter(row -> row.delivery().isAbout(cart, order))
                  .filter(row -> store.isEmpty() || row.delivery().isFor(store.get()))
                  .sorted(NEWEST_FIRST)
                  .map(row -> new Logged(row.delivery(), row.attempts()))
                  .toList();
          return counted(all, page);
        });
  }

  @Override
  public Optional<Delivery> find(Tenant tenant, DeliveryId id) {
    return database.alone(
        () -> database.deliveries.get(new TenantKey<>(tenant, id)).map(StoredDelivery::delivery));
  }

  @Override
  public boolean replay(Tenant tenant, Recipient recipient, DeliveryId id, Instant now) {
    return database.alone(
        () -> {
          var found =
              ofRecipient(tenant, recipient)
                  .filter(row -> row.delivery().id().equals(id))
                  .findFirst();
          found.ifPresent(row -> again(tenant, row, now));
          return found.isPresent();
        });
  }

  @Override
  public int replayMissed(
      Tenant tenant, Recipient recipient, Instant since, Instant now, int atMost) {
    return database.alone(
        () -> {
          var made =
              ofRecipient(tenant, recipient)
                  .filter(row -> !row.delivery().createdAt().isBefore(since))
                  .toList();
          var failed =
              made.stream()
                  .filter(row -> row.delivery().status() == Delivery.Status.FAILED)
                  .sorted(NEWEST_FIRST.reversed());
          var putOff =
              made.stream()
                  .filter(row -> row.delivery().dueAt().filter(now::isBefore).isPresent())
                  .sorted(Comparator.comparing(row -> row.delivery().dueAt().orElseThrow()));
          var missed = Stream.concat(failed, putOff).limit(atMost).toList();
          missed.forEach(row -> again(tenant, row, now));
          return missed.size();
        });
  }

  private void again(Tenant tenant, StoredDelivery row, Instant now) {
    put(
        tenant,
        new StoredDelivery(
            row.delivery().again(now), row.leaseUntil(), row.fence(), row.attempts()));
  }

  @Override
  public int forget(Instant before, int atMost) {
    return database.alone(
        () -> {
          var old =
              database.deliveries.all().entrySet().stream()
                  .filter(row -> row.getValue().delivery().isOver())
                  .filter(row -> row.getValue().delivery().createdAt().isBefore(before))
                  .sorted(Comparator.comparing(row -> row.getValue().delivery().createdAt()))
                  .limit(atMost)
                  .toList();
          old.forEach(row -> database.deliveries.remove(row.getKey()));
          return old.size();
        });
  }

  @Override
  public Vitals vitals(Instant now) {
    return database.alone(
        () -> {
          var waiting =
              database.deliveries.values().stream()
                  .map(StoredDelivery::delivery)
                  .filter(delivery -> !delivery.isOver())
                  .toList();
          var lag =
              waiting.stream()
                  .map(delivery -> Duration.between(delivery.dueAt().orElseThrow(), now))
                  .filter(Duration::isPositive)
                  .max(Comparator.naturalOrder());
          var failing =
              waiting.stream()
                  .filter(delivery -> delivery.tries() > 0)
                  .map(Delivery::recipient)
                  .distinct()
                  .count();
          var disabled =
              database.webhooks.values().stream()
                  .filter(row -> row.webhook().disabled().isPresent())
                  .count();
          return new Vitals(lag.orElse(Duration.ZERO), failing, disabled);
        });
  }

  private Stream<StoredDelivery> ofRecipient(Tenant tenant, Recipient recipient) {
    return database.deliveries.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(Map.Entry::getValue)
        .filter(row -> row.delivery().recipient().equals(recipient));
  }

  private void put(Tenant tenant, StoredDelivery row) {
    database.deliveries.put(new TenantKey<>(tenant, row.delivery().id()), row);
  }
}
