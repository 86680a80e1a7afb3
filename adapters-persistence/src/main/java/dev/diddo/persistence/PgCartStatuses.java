package dev.diddo.persistence;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.diddo.application.OutageException;
import dev.diddo.application.cart.CartStatuses;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far checkouts are, remembered for as long as somebody asks. What this process changes it
 * forgets at once; what others change it finds by asking for the revisions of all that it
 * remembers, a few thousand carts a statement.
 */
public final class PgCartStatuses implements CartStatuses, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PgCartStatuses.class);

  private static final String FIND =
      """
      select %s,
        %s,
        %s,
        told.events as told
        from live_cart c
        left join lateral (
          select *
            from payment newest
           where newest.organization_id = $1 and newest.environment = $2 and newest.cart_id = $3
           order by newest.created_at desc, newest.id desc
           limit 1) p on true
        left join customer_order o
          on o.organization_id = $1 and o.environment = $2 and o.payment_id = c.payment_id
        left join merchant_order m
          on m.organization_id = $1 and m.environment = $2 and m.order_id = o.id
        left join lateral (
          select jsonb_agg(to_jsonb(e) order by e.sequence) as events
            from (
              select e.sequence, e.id, e.type, e.created_at,
                     e.change ->> 'merchant_order' as merchant_order
                from event e
               where e.organization_id = $1 and e.environment = $2 and e.cart_id = $3
                 and e.order_id = o.id
                 and (e.type = 'order.submitted' or e.change is not null)
               order by e.sequence desc
               limit %d) e) told on true
       where c.organization_id = $1 and c.environment = $2 and c.id = $3
       order by m.position"""
          .formatted(
              LiveCartRow.COLUMNS, PaymentRow.COLUMNS, OrderRow.COLUMNS, CartStatus.MAX_TOLD);

  private final Postgres postgres;
  private final PaymentClients clients;
  private final AsyncCache<CartKey, Remembered> memory;
  private final Watchers watchers;
  private final int atOnce;
  private final Thread looker;

  /**
   * Begins to look for other processes' changes; ends with {@link #close}.
   *
   * @param dataKeys decrypt what lets a buyer pay
   */
  public PgCartStatuses(Postgres postgres, DataKeys dataKeys, CartStatusesLimits limits) {
    this.postgres = postgres;
    this.clients = new PaymentClients(dataKeys);
    this.memory =
        Caffeine.newBuilder()
            .maximumSize(limits.carts())
            .expireAfterAccess(limits.memory())
            .buildAsync();
    this.watchers = new Watchers(limits.watchers());
    this.atOnce = limits.atOnce();
    this.looker = Thread.ofVirtual().name("cart-statuses").start(() -> lookEvery(limits.look()));
  }

  private record Remembered(CartStatus status, long revision) {}

  @Override
  public Optional<CartStatus> find(Tenant tenant, CartId id) {
    var key = new CartKey(tenant, id);
    // What a transaction has not committed yet is nobody else's to see.
    var found = Ambient.CURRENT.isBound() ? load(key) : recall(key);
    return found.map(Remembered::status);
  }

  /** Whoever asks first loads it for all. */
  private Optional<Remembered> recall(CartKey key) {
    var mine = new CompletableFuture<Remembered>();
    var known = memory.asMap().putIfAbsent(key, mine);
    if (known != null) {
      return await(known);
    }
    try {
      var loaded = load(key);
      // Nothing is remembered of carts that are not there: there are too many of them.
      mine.complete(loaded.orElse(null));
      loaded.ifPresent(found -> watchers.tell(key, found.revision()));
      return loaded;
    } finally {
      mine.cancel(false);
    }
  }

  private static Optional<Remembered> await(CompletableFuture<Remembered> known) {
    try {
      return Optional.ofNullable(known.join());
    } catch (CancellationException failed) {
      throw new OutageException("A cart that many ask for could not be read", failed);
    }
  }

  private Optional<Remembered> load(CartKey key) {
    var parameters = TenantColumns.tuple(key.tenant(), key.id().value());
    var rows = postgres.run(c -> c.preparedQuery(FIND).execute(parameters));
    return rows.stream().findFirst().map(row -> remembered(row, rows));
  }

  private Remembered remembered(Row row, RowSet<Row> rows) {
    Optional<Payment> payment =
        row.getUUID("payment_id") == null
            ? Optional.empty()
            : Optional.of(PaymentRow.read(row, clients));
    Optional<Order> order =
        row.getUUID("order_id") == null
            ? Optional.empty()
            : OrderRow.read(rows).stream().findFirst();
    return new Remembered(
        new CartStatus(LiveCartRow.read(row), payment, order, told(row)),
        row.getLong("cart_revision"));
  }

  private static List<Told> told(Row row) {
    return Optional.ofNullable(row.getJsonArray("told"))
        .map(events -> Stored.list(events, PgCartStatuses::told))
        .orElse(List.of());
  }

  private static Told told(JsonObject event) {
    return new Told(
        new EventId(Stored.id(event, "id")),
        Rows.named(
            CheckoutEvent.Type.values(), CheckoutEvent.Type::text, Stored.text(event, "type")),
        OffsetDateTime.parse(Stored.text(event, "created_at")).toInstant(),
        Stored.optionalText(event, "merchant_order")
            .map(UUID::fromString)
            .map(MerchantOrderId::new));
  }

  @Override
  public Watch watch(Tenant tenant, CartId id, Runnable changed) {
    return watchers.add(new CartKey(tenant, id), changed);
  }

  /** To be called after every commit that changes a cart, its payment or its order. */
  void changed(Tenant tenant, CartId id) {
    var key = new CartKey(tenant, id);
    memory.synchronous().invalidate(key);
    watchers.tell(key);
  }

  private void lookEvery(Duration pause) {
    try {
      while (true) {
        Thread.sleep(pause);
        look();
      }
    } catch (InterruptedException closed) {
      LOG.debug("Changes of carts are looked for no more");
    }
  }

  private void look() {
    try {
      var keys = new HashSet<>(watchers.watched());
      keys.addAll(memory.synchronous().asMap().keySet());
      if (!keys.isEmpty()) {
        CartRevisions.of(postgres, keys, atOnce).forEach(this::compare);
      }
    } catch (OutageException away) {
      LOG.debug("Changes of carts cannot be looked for now", away);
    } catch (RuntimeException bug) {
      LOG.error("Changes of carts cannot be looked for", bug);
    }
  }

  private void compare(CartKey key, long revision) {
    // Quietly, for to look is not to ask: a cart that nobody asks for is to be forgotten.
    var known = memory.synchronous().policy().getIfPresentQuietly(key);
    if (known != null && known.revision() < revision) {
      memory.synchronous().invalidate(key);
    }
    watchers.tell(key, revision);
  }

  @Override
  public void close() {
    looker.interrupt();
  }
}
