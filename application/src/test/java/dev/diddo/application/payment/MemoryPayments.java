package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredClaim;
import dev.diddo.application.MemoryDatabase.StoredPayment;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.catalog.MemoryListings;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.order.MemoryOrders;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attempts to pay in memory, with the stock that they hold. */
public final class MemoryPayments implements Payments {
  private static final Duration CHECK_AFTER = Duration.ofSeconds(30);
  private static final Duration SECOND_CHANCE = Duration.ofMinutes(10);

  private final MemoryDatabase database;
  private final MemoryStock stock;
  private final InstantSource clock;

  public MemoryPayments(MemoryDatabase database, InstantSource clock) {
    this.database = database;
    this.stock = new MemoryStock(database);
    this.clock = clock;
  }

  @Override
  public Opening open(
      Tenant tenant, LiveCart.Freeze freeze, Attempt attempt, Optional<Claim.Held> claim) {
    return database.alone(
        () -> {
          if (!isFree(tenant, freeze.cart().contents(), attempt.createdAt()) || !stands(claim)) {
            return new Opening.Overtaken();
          }
          var wanted = MemoryStock.wanted(freeze.cart());
          if (!stock.suffices(tenant, wanted)) {
            var shelf = new MemoryListings(database).now(tenant, wanted.keySet());
            return new Opening.SoldOut(shelf);
          }
          return opened(tenant, freeze, attempt, claim, wanted);
        });
  }

  private boolean isFree(Tenant tenant, CartContents wanted, Instant now) {
    return database
        .liveCarts
        .get(new TenantKey<>(tenant, wanted.id()))
        .map(cart -> cart.at(now))
        .filter(LiveCart.Open.class::isInstance)
        .filter(cart -> cart.contents().version() == wanted.version())
        .isPresent();
  }

  private boolean stands(Optional<Claim.Held> claim) {
    return claim
        .map(
            held ->
                database
                    .claims
                    .get(held.key())
                    .filter(row -> row.fence() == held.fence() && row.answer().isEmpty())
                    .isPresent())
        .orElse(true);
  }

  private Opening opened(
      Tenant tenant,
      LiveCart.Freeze freeze,
      Attempt attempt,
      Optional<Claim.Held> claim,
      Map<VariantId, Long> wanted) {
    var holds = stock.hold(tenant, wanted);
    var payment = new Payment.Submitting(attempt);
    database.payments.put(
        new TenantKey<>(tenant, attempt.id()),
        new StoredPayment(payment, holds, Optional.of(firstCheck(attempt)), Optional.empty()));
    put(tenant, freeze.cart(), List.of());
    claim.ifPresent(held -> tie(held, attempt.id()));
    return new Opening.Opened(payment);
  }

  private static Instant firstCheck(Attempt attempt) {
    var soon = attempt.createdAt().plus(CHECK_AFTER);
    return attempt.expiresAt().isBefore(soon) ? attempt.expiresAt() : soon;
  }

  private void tie(Claim.Held held, PaymentId payment) {
    var row = database.claims.get(held.key()).orElseThrow();
    database.claims.put(
        held.key(),
        new StoredClaim(
            row.request(),
            row.fence(),
            row.leaseUntil(),
            Optional.of(payment),
            row.answer(),
            row.createdAt()));
  }

  @Override
  public Optional<Payment> find(Tenant tenant, PaymentId id) {
    return database.alone(
        () -> database.payments.get(new TenantKey<>(tenant, id)).map(StoredPayment::payment));
  }

  @Override
  public Optional<Owned> locate(PaymentId id) {
    return database.alone(
        () ->
            database.payments.all().entrySet().stream()
                .filter(row -> row.getKey().id().equals(id))
                .findFirst()
                .map(row -> new Owned(row.getKey().tenant(), row.getValue().payment())));
  }

  @Override
  public Optional<Owned> locate(String gateway, String gatewayId) {
    return database.alone(
        () ->
            database.payments.all().entrySet().stream()
                .map(row -> new Owned(row.getKey().tenant(), row.getValue().payment()))
                .filter(owned -> owned.payment().attempt().gateway().equals(gateway))
                .filter(
                    owned -> owned.payment().knownGatewayId().filter(gatewayId::equals).isPresent())
                .reduce((_, newer) -> newer));
  }

  @Override
  public Optional<Payment> newestOf(Tenant tenant, CartId cart) {
    return database.alone(
        () ->
            database.payments.all().entrySet().stream()
                .filter(row -> row.getKey().tenant().equals(tenant))
                .map(row -> row.getValue().payment())
                .filter(payment -> payment.attempt().cart().equals(cart))
                .reduce((_, newer) -> newer));
  }

  @Override
  public boolean move(Tenant tenant, Payment from, Payment to, Optional<CheckoutEvent> because) {
    return database.alone(
        () -> {
          var row = database.payments.get(new TenantKey<>(tenant, from.id()));
          if (row.filter(found -> found.payment().equals(from)).isEmpty()) {
            return false;
          }
          switch (to) {
            case Payment.Captured _ ->
                throw new IllegalArgumentException("Money that came is settled, not moved");
            case Payment.Declined _, Payment.Cancelled _ -> end(tenant, row.get(), to, because);
            case Payment.Submitting _,
                Payment.Open _,
                Payment.Unknown _,
                Payment.Authorised _,
                Payment.Capturing _,
                Payment.Releasing _ -> {
              put(tenant, row.get(), to, row.get().checkAt());
              database.explain(tenant, to.attempt().cart(), because.stream().toList());
            }
          }
          return true;
        });
  }

  @Override
  public boolean giveUp(
      Tenant tenant,
      Payment from,
      Payment to,
      LiveCart.Open reopened,
      Optional<CheckoutEvent> because) {
    return database.alone(
        () -> {
          var row = database.payments.get(new TenantKey<>(tenant, from.id()));
          if (row.filter(found -> found.payment().equals(from)).isEmpty()) {
            return false;
          }
          if (!to.isOver() || to instanceof Payment.Captured) {
            throw new IllegalArgumentException("Given up is what ended without money");
          }
          end(tenant, row.get(), to, reopened.contents(), because);
          return true;
        });
  }

  private void end(
      Tenant tenant, StoredPayment row, Payment over, Optional<CheckoutEvent> because) {
    var cart = database.liveCarts.get(new TenantKey<>(tenant, over.attempt().cart())).orElseThrow();
    end(tenant, row, over, cart.contents(), because);
  }

  private void end(
      Tenant tenant,
      StoredPayment row,
      Payment over,
      CartContents cart,
      Optional<CheckoutEvent> because) {
    stock.giveBack(tenant, row.holds());
    put(tenant, row, over, Optional.empty());
    put(tenant, new LiveCart.Open(revived(tenant, cart)), because.stream().toList());
  }

  private CartContents revived(Tenant tenant, CartContents old) {
    var now = clock.instant();
    var session = database.sessions.get(new TenantKey<>(tenant, old.session()));
    var latest = session.map(CheckoutSession::expiresAt).orElse(Instant.MAX);
    var chance = now.plus(SECOND_CHANCE);
    return new CartContents(
        old.id(),
        old.session(),
        old.template(),
        old.version(),
        old.currency(),
        old.buyer(),
        old.parts(),
        old.createdAt(),
        old.expiresAt().isAfter(now) ? old.expiresAt() : chance.isBefore(latest) ? chance : latest);
  }

  @Override
  public boolean settle(
      Tenant tenant,
      Payment from,
      Payment.Captured to,
      Order order,
      List<LedgerEntry> entries,
      List<CheckoutEvent> because) {
    return database.alone(
        () -> {
          var row = database.payments.get(new TenantKey<>(tenant, to.id())).orElseThrow();
          if (row.payment().isOver() || row.payment().isAuthorised() != from.isAuthorised()) {
            return false;
          }
          if (MemoryOrders.isNumberTaken(database, tenant, order)) {
            throw new OrderNumberTakenException();
          }
          stock.sell(tenant, row.holds(), MemoryStock.sold(order));
          put(tenant, row, to, Optional.empty());
          database.orders.put(new TenantKey<>(tenant, order.id()), order);
          new MemoryLedger(database).book(tenant, to.id(), entries, clock.instant());
          var cart = database.liveCarts.get(new TenantKey<>(tenant, order.cart())).orElseThrow();
          put(tenant, new LiveCart.Submitted(cart.contents(), order.id()), because);
          return true;
        });
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return database.alone(
        () -> due(now).map(row -> gatewayOf(row.getValue())).collect(Collectors.toSet()));
  }

  private Stream<Map.Entry<TenantKey<PaymentId>, StoredPayment>> due(Instant now) {
    return database.payments.all().entrySet().stream()
        .filter(row -> row.getValue().checkAt().filter(at -> !at.isAfter(now)).isPresent())
        .filter(row -> row.getValue().leaseUntil().filter(now::isBefore).isEmpty());
  }

  private static String gatewayOf(StoredPayment row) {
    return row.payment().attempt().gateway();
  }

  @Override
  public List<Owned> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    return database.alone(
        () -> {
          var due =
              due(now)
                  .filter(row -> gatewayOf(row.getValue()).equals(gateway))
                  .sorted(Comparator.comparing(row -> row.getValue().checkAt().orElseThrow()))
                  .limit(atMost)
                  .toList();
          due.forEach(row -> lease(row.getKey(), row.getValue(), now.plus(lease)));
          return due.stream()
              .map(row -> new Owned(row.getKey().tenant(), row.getValue().payment()))
              .toList();
        });
  }

  private void lease(TenantKey<PaymentId> key, StoredPayment row, Instant until) {
    database.payments.put(
        key, new StoredPayment(row.payment(), row.holds(), row.checkAt(), Optional.of(until)));
  }

  @Override
  public List<Owned> made(Instant since, Optional<PaymentId> after, int atMost) {
    return database.alone(
        () ->
            database.payments.all().entrySet().stream()
                .filter(row -> !row.getValue().payment().attempt().createdAt().isBefore(since))
                .filter(row -> after.map(last -> isLater(row.getKey().id(), last)).orElse(true))
                .sorted(Comparator.comparing(row -> row.getKey().id().text()))
                .limit(atMost)
                .map(row -> new Owned(row.getKey().tenant(), row.getValue().payment()))
                .toList());
  }

  /** Ids are in the order in which payments were made. */
  private static boolean isLater(PaymentId id, PaymentId last) {
    return id.text().compareTo(last.text()) > 0;
  }

  @Override
  public void checkAgain(Tenant tenant, PaymentId id, Instant at) {
    database.alone(
        () -> {
          var row = database.payments.get(new TenantKey<>(tenant, id)).orElseThrow();
          if (!row.payment().isOver()) {
            put(tenant, row, row.payment(), Optional.of(at));
          }
          return row;
        });
  }

  /** Takes the buyer out of a payment that is over. */
  public static void erase(MemoryDatabase database, TenantKey<PaymentId> key) {
    var row = database.payments.get(key).orElseThrow();
    var attempt = erased(row.payment().attempt());
    var payment =
        switch (row.payment()) {
          case Payment.Captured(_, var id, var amount) -> new Payment.Captured(attempt, id, amount);
          case Payment.Declined(_, var id, var reason) -> new Payment.Declined(attempt, id, reason);
          case Payment.Cancelled(_, var id) -> new Payment.Cancelled(attempt, id);
          case Payment other -> throw new IllegalStateException("Not over: " + other.id().text());
        };
    database.payments.put(
        key, new StoredPayment(payment, row.holds(), row.checkAt(), row.leaseUntil()));
  }

  private static Attempt erased(Attempt attempt) {
    return new Attempt(
        attempt.id(),
        attempt.cart(),
        attempt.gateway(),
        attempt.mode(),
        attempt.amount(),
        attempt.splits(),
        Optional.empty(),
        Optional.empty(),
        attempt.successUrl().resolve("/"),
        attempt.cancelUrl().resolve("/"),
        attempt.createdAt(),
        attempt.expiresAt());
  }

  private void put(Tenant tenant, StoredPayment row, Payment payment, Optional<Instant> checkAt) {
    database.payments.put(
        new TenantKey<>(tenant, payment.id()),
        new StoredPayment(payment, row.holds(), checkAt, Optional.empty()));
  }

  private void put(Tenant tenant, LiveCart cart, List<CheckoutEvent> because) {
    database.liveCarts.put(new TenantKey<>(tenant, cart.id()), cart);
    database.explain(tenant, cart.id(), because);
  }
}
