package dev.diddo.application;

import dev.diddo.application.dashboard.SignInTries;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.application.organization.Operators;
import dev.diddo.application.payment.Gateways;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.domain.webhook.WebhookSecret;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All that the in-memory ports keep. One lock makes every unit of work happen alone; a unit that
 * throws is undone as a whole. Values are immutable, so that undoing needs only the old ones.
 */
public final class MemoryDatabase {
  private final Ids ids = new CountingIds();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  public final Table<OrganizationId, Organization> organizations = new Table<>();
  public final Table<KeyHash, ApiKey> apiKeys = new Table<>();
  public final Table<OperatorKey, Operators.Known> operators = new Table<>();
  public final Table<KeyHash, OperatorSession> operatorSessions = new Table<>();
  public final Table<String, SignInTries.Counted> signInTries = new Table<>();
  public final Table<AuditEntryId, AuditEntry> auditEntries = new Table<>();
  public final Table<OrganizationId, DashboardSettings> dashboards = new Table<>();
  public final Table<TenantKey<StoreId>, Store> stores = new Table<>();
  public final Table<TenantKey<ProductId>, StoredProduct> products = new Table<>();
  public final Table<TenantKey<VariantId>, StoredVariant> variants = new Table<>();
  public final Table<TenantKey<CartId>, StoredTemplate> templates = new Table<>();
  public final Table<TenantKey<SessionId>, CheckoutSession> sessions = new Table<>();
  public final Table<TenantKey<CartId>, LiveCart> liveCarts = new Table<>();
  public final Table<TenantKey<CartId>, List<CheckoutEvent>> events = new Table<>();
  public final Table<TenantKey<PaymentId>, StoredPayment> payments = new Table<>();
  public final Table<TenantKey<OrderId>, Order> orders = new Table<>();
  public final Table<TenantKey<PaymentId>, List<LedgerEntry>> ledger = new Table<>();
  public final Table<TenantKey<MovementId>, StoredMovement> movements = new Table<>();
  public final Table<CustomerKey, String> gatewayCustomers = new Table<>();
  public final Table<TenantKey<SavedCustomer>, StoredLeaving> leaving = new Table<>();
  public final Table<NoticeKey, StoredNotice> notices = new Table<>();
  public final Table<IdempotencyKey, StoredClaim> claims = new Table<>();

  public final Table<TenantKey<WebhookId>, StoredWebhook> webhooks = new Table<>();
  public final Table<TenantKey<DeliveryId>, StoredDelivery> deliveries = new Table<>();
  public final Table<TenantKey<StoreId>, WebhookSecret> brandSecrets = new Table<>();

  /** Watchers of live carts; they are no data, so nothing of this is ever undone. */
  public final Map<TenantKey<CartId>, List<Runnable>> watchers = new LinkedHashMap<>();

  /** What belongs to a tenant, by its id. */
  public record TenantKey<I>(Tenant tenant, I id) {}

  public record OperatorKey(OrganizationId organization, OperatorId id) {}

  /**
   * @param product without its variants, which stand apart
   */
  public record StoredProduct(Product product, List<VariantId> variants, boolean withdrawn) {}

  public record StoredVariant(ProductId product, Variant variant, boolean withdrawn) {}

  public record StoredTemplate(Cart cart, boolean retired) {}

  /**
   * @param holds units of counted variants that it has reserved
   * @param checkAt empty once it is over
   */
  public record StoredPayment(
      Payment payment,
      Map<VariantId, Long> holds,
      Optional<Instant> checkAt,
      Optional<Instant> leaseUntil) {}

  /**
   * @param dueAt empty once it is over
   */
  public record StoredMovement(
      Movement movement, Optional<Instant> dueAt, Optional<Instant> leaseUntil) {}

  public record CustomerKey(Tenant tenant, String gateway, String reference) {}

  public record StoredLeaving(int tries, Instant dueAt, Optional<Instant> leaseUntil) {}

  public record NoticeKey(String gateway, String eventId) {}

  /**
   * @param dueAt empty once nothing more is to be done
   */
  public record StoredNotice(
      Gateways.Notice notice,
      Instant receivedAt,
      Optional<Instant> dueAt,
      Optional<Instant> leaseUntil,
      int tries) {}

  public record StoredClaim(
      List<Byte> request,
      int fence,
      Instant leaseUntil,
      Optional<PaymentId> payment,
      Optional<StoredAnswer> answer,
      Instant createdAt) {}

  public record StoredWebhook(Webhook webhook, SigningSecrets secrets) {}

  public record StoredDelivery(
      Delivery delivery, Optional<Instant> leaseUntil, int fence, List<Attempt> attempts) {}

  /**
   * Runs this alone; what it wrote is undone if it throws. Within another unit it is part of it.
   */
  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return lock.getHoldCount() > 1 ? work.get() : unit(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T unit(Supplier<T> work) {
    undo.clear();
    afterwards.clear();
    try {
      return work.get();
    } catch (RuntimeException | Error failed) {
      undo.forEach(Runnable::run);
      afterwards.clear();
      throw failed;
    } finally {
      // They must not block, so they may as well be told under the lock.
      List.copyOf(afterwards).forEach(Runnable::run);
    }
  }

  /** Appends to what happened to a cart, and wakes those who watch it. */
  public void explain(Tenant tenant, CartId cart, List<CheckoutEvent> because) {
    var key = new TenantKey<>(tenant, cart);
    var more = new ArrayList<>(events.get(key).orElse(List.of()));
    more.addAll(because);
    events.put(key, List.copyOf(more));
    because.forEach(event -> told(tenant, event, more.indexOf(event) + 1));
    afterwards.addAll(watchers.getOrDefault(key, List.of()));
  }

  /**
   * Whoever wants to hear of an event has a delivery of it, from the moment at which it is there.
   */
  private void told(Tenant tenant, CheckoutEvent event, int sequence) {
    var cart = liveCarts.get(new TenantKey<>(tenant, event.cart())).orElseThrow().contents();
    var session = sessions.get(new TenantKey<>(tenant, cart.session())).orElseThrow();
    var message =
        new Message.OfEvent(
            event,
            sequence,
            cart.template(),
            cart.session(),
            customer(event).or(session::externalCustomerId));
    webhooks.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue().webhook())
        .filter(webhook -> webhook.isActive() && webhook.events().contains(event.type()))
        .map(webhook -> new Recipient.OfWebhook(webhook.id()))
        .map(it -> Delivery.of(new DeliveryId(ids.next()), it, message, event.at()))
        .forEach(
            delivery ->
                deliveries.put(
                    new TenantKey<>(tenant, delivery.id()),
                    new StoredDelivery(delivery, Optional.empty(), 0, List.of())));
  }

  /** Whom the order of an event is for, which is known for longer than whom a session was for. */
  private Optional<String> customer(CheckoutEvent event) {
    return event.order().flatMap(_ -> orderOf(event.cart())).flatMap(Order::externalCustomerId);
  }

  private Optional<Order> orderOf(CartId cart) {
    return orders.values().stream().filter(order -> order.cart().equals(cart)).findFirst();
  }

  /** Rows by their key, in the order in which they came. */
  public final class Table<K, V> {
    private final Map<K, V> rows = new LinkedHashMap<>();

    public Optional<V> get(K key) {
      return Optional.ofNullable(rows.get(key));
    }

    public void put(K key, V value) {
      var before = rows.put(key, value);
      undo.push(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
    }

    /** Also out of the order, in which it comes last if it is put back. */
    public void remove(K key) {
      var before = rows.remove(key);
      if (before != null) {
        undo.push(() -> rows.put(key, before));
      }
    }

    public List<K> keys() {
      return List.copyOf(rows.keySet());
    }

    public List<V> values() {
      return List.copyOf(rows.values());
    }

    public Map<K, V> all() {
      return new LinkedHashMap<>(rows);
    }
  }
}
