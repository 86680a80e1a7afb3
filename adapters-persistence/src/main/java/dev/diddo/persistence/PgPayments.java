package dev.diddo.persistence;

import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.payment.Payments;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payments in PostgreSQL. Whatever belongs together is one statement, and so one commit: see {@link
 * PaymentSql}.
 */
public final class PgPayments implements Payments {
  /** A step takes a few seconds; whoever has not finished it by then has died. */
  static final Duration CHECK_AFTER = Duration.ofSeconds(30);

  /** Enough for a buyer whose card was declined to take another. */
  static final Duration SECOND_CHANCE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(PgPayments.class);
  private final Postgres postgres;
  private final PgCartStatuses statuses;
  private final PgListings listings;
  private final PaymentClients clients;
  private final Unreadable unreadable;
  private final InstantSource clock;
  private final Consumer<CheckoutEvent.Type> happened;

  /**
   * @param dataKeys encrypt what lets a buyer pay
   * @param happened hears of each event once it is committed; must not block or throw
   */
  public PgPayments(
      Postgres postgres,
      PgCartStatuses statuses,
      PgListings listings,
      DataKeys dataKeys,
      Unreadable unreadable,
      InstantSource clock,
      Consumer<CheckoutEvent.Type> happened) {
    this.happened = happened;
    this.postgres = postgres;
    this.statuses = statuses;
    this.listings = listings;
    this.clients = new PaymentClients(dataKeys);
    this.unreadable = unreadable;
    this.clock = clock;
  }

  @Override
  public Opening open(
      Tenant tenant, LiveCart.Freeze freeze, Attempt attempt, Optional<Claim.Held> claim) {
    var checkAt = firstCheck(attempt);
    var parameters = PaymentTuples.opening(tenant, freeze, attempt, claim, checkAt);
    var verdict =
        Decided.by(
            () -> Verdict.read(query(PaymentSql.OPEN, parameters)),
            () -> find(tenant, attempt.id()).map(_ -> Verdict.OPENED));
    return switch (verdict) {
      case OPENED -> {
        told(tenant, attempt.cart(), List.of());
        yield new Opening.Opened(new Payment.Submitting(attempt));
      }
      case SOLD_OUT ->
          new Opening.SoldOut(listings.now(tenant, freeze.cart().contents().lines().variants()));
      case OVERTAKEN -> new Opening.Overtaken();
    };
  }

  /** What the opening statement decided. */
  private enum Verdict {
    OPENED,
    SOLD_OUT,
    OVERTAKEN;

    static Verdict read(RowSet<Row> rows) {
      var row = rows.iterator().next();
      if (!row.getBoolean("free")) {
        return OVERTAKEN;
      }
      return row.getBoolean("stocked") ? OPENED : SOLD_OUT;
    }
  }

  @Override
  public Optional<Payment> find(Tenant tenant, PaymentId id) {
    return one(PaymentSql.FIND, TenantColumns.tuple(tenant, id.value())).map(Owned::payment);
  }

  @Override
  public Optional<Owned> locate(PaymentId id) {
    return one(PaymentSql.LOCATE, Tuple.of(id.value()));
  }

  @Override
  public Optional<Owned> locate(String gateway, String gatewayId) {
    return one(PaymentSql.LOCATE_AT_GATEWAY, Tuple.of(gateway, gatewayId));
  }

  @Override
  public Optional<Payment> newestOf(Tenant tenant, CartId cart) {
    return one(PaymentSql.NEWEST_OF, TenantColumns.tuple(tenant, cart.value())).map(Owned::payment);
  }

  @Override
  public boolean move(Tenant tenant, Payment from, Payment to, Optional<CheckoutEvent> because) {
    var limit = to.isOver() ? SECOND_CHANCE : CHECK_AFTER;
    var now = clock.instant();
    var parameters =
        PaymentTuples.move(tenant, from, to, clients.write(tenant, to), because, now.plus(limit));
    return to.isOver()
        ? moved(tenant, to, because, PaymentSql.END, ending(to, parameters, now))
        : moved(tenant, to, because, PaymentSql.MOVE, parameters);
  }

  private static Tuple ending(Payment to, Tuple parameters, Instant now) {
    if (to instanceof Payment.Captured) {
      throw new IllegalArgumentException("A payment is captured by settling it, with its order");
    }
    return parameters.addValue(Times.of(now));
  }

  @Override
  public boolean giveUp(
      Tenant tenant,
      Payment from,
      Payment to,
      LiveCart.Open reopened,
      Optional<CheckoutEvent> because) {
    if (!to.isOver()) {
      throw new IllegalArgumentException("Only a payment that has ended is given up");
    }
    var now = clock.instant();
    var parameters =
        PaymentTuples.move(tenant, from, to, Optional.empty(), because, now.plus(SECOND_CHANCE));
    var reopening =
        ending(to, parameters, now)
            .addValue(StorePartJson.write(reopened.contents().parts()))
            .addValue(LiveCartRow.requestIds(reopened.contents()));
    return moved(tenant, to, because, PaymentSql.GIVE_UP, reopening);
  }

  private boolean moved(
      Tenant tenant, Payment to, Optional<CheckoutEvent> because, String sql, Tuple parameters) {
    var moved =
        Decided.by(
            () -> isTrue(sql, parameters),
            () -> find(tenant, to.id()).filter(to::equals).map(_ -> true));
    if (moved) {
      told(tenant, to.attempt().cart(), because.stream().toList());
    }
    return moved;
  }

  /** Not after its own end, where that is sooner. */
  private static Instant firstCheck(Attempt attempt) {
    var soon = attempt.createdAt().plus(CHECK_AFTER);
    return attempt.expiresAt().isBefore(soon) ? attempt.expiresAt() : soon;
  }

  @Override
  public boolean settle(
      Tenant tenant,
      Payment from,
      Payment.Captured to,
      Order order,
      List<LedgerEntry> entries,
      List<CheckoutEvent> because) {
    var parameters = PaymentTuples.settlement(tenant, from, to, order, entries, because);
    var settled =
        Decided.by(
            () -> settle(parameters),
            () -> isSettled(tenant, order) ? Optional.of(true) : Optional.empty());
    if (settled) {
      told(tenant, order.cart(), because);
    } else {
      warnOfLoss(tenant, to);
    }
    return settled;
  }

  /**
   * Money that came without an order is for people to look at: no rule tells whose fault that is.
   */
  private void warnOfLoss(Tenant tenant, Payment.Captured payment) {
    var stored = find(tenant, payment.id());
    if (stored.filter(it -> it instanceof Payment.Captured || !it.isOver()).isEmpty()) {
      LOG.error(
          "Payment {} was captured and has no order: here it is {}",
          payment.id().text(),
          stored.map(PaymentRow::status).orElse("not there"));
    }
  }

  private boolean settle(Tuple parameters) {
    return postgres
        .run(
            c ->
                c.preparedQuery(SettlementSql.SETTLE)
                    .execute(parameters)
                    .recover(PgOrders::explained))
        .iterator()
        .next()
        .getBoolean(0);
  }

  private boolean isSettled(Tenant tenant, Order order) {
    return isTrue(PaymentSql.IS_SETTLED, TenantColumns.tuple(tenant, order.id().value()));
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return Rows.texts(query(PaymentSql.GATEWAYS_DUE, Tuple.of(Times.of(now))));
  }

  @Override
  public List<Owned> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    var parameters = Tuple.of(Times.of(now), Times.of(now.plus(lease)), atMost, gateway);
    var claimed =
        query(PaymentSql.CLAIM_DUE, parameters).stream()
            .sorted(Comparator.comparing(row -> row.getOffsetDateTime("check_at")))
            .toList();
    return read(claimed, row -> setAside(row, now.plus(Unreadable.SET_ASIDE)));
  }

  private List<Owned> read(Iterable<Row> rows, Consumer<Row> instead) {
    return unreadable.read(
        "payment",
        rows,
        row -> PaymentRow.readOwned(row, clients),
        row -> row.getUUID("payment_id"),
        instead);
  }

  private void setAside(Row row, Instant until) {
    checkAgain(TenantColumns.read(row), new PaymentId(row.getUUID("payment_id")), until);
  }

  @Override
  public List<Owned> made(Instant since, Optional<PaymentId> after, int atMost) {
    var seen = after.map(PaymentId::value).orElse(null);
    return read(query(PaymentSql.MADE, Tuple.of(Times.of(since), seen, atMost)), _ -> {});
  }

  @Override
  public void checkAgain(Tenant tenant, PaymentId id, Instant at) {
    query(PaymentSql.CHECK_AGAIN, TenantColumns.tuple(tenant, id.value(), Times.of(at)));
  }

  private void told(Tenant tenant, CartId cart, List<CheckoutEvent> because) {
    postgres.afterCommit(
        () -> {
          statuses.changed(tenant, cart);
          because.forEach(event -> happened.accept(event.type()));
        });
  }

  private boolean isTrue(String sql, Tuple parameters) {
    return query(sql, parameters).iterator().next().getBoolean(0);
  }

  private Optional<Owned> one(String sql, Tuple parameters) {
    return query(sql, parameters).stream()
        .findFirst()
        .map(row -> PaymentRow.readOwned(row, clients));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
