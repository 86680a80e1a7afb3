package dev.diddo.gateway.memory;

import dev.diddo.gateway.memory.Books.Entry;
import dev.diddo.gateway.memory.Books.Movement;
import dev.diddo.gateway.memory.Books.Status;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does all that a gateway can do, and does it right. Its pieces are there to be broken. */
class MemoryGateway implements Gateway, Captures, Transfers, Customers {
  final GatewayContext context;
  final Books books = new Books();
  final Line line = new Line();
  private final Map<String, String> customers = new ConcurrentHashMap<>();

  MemoryGateway(GatewayContext context) {
    this.context = context;
  }

  @Override
  public PaymentState open(PaymentRequest request) {
    return line.call(() -> state(books.findOrOpen(request)));
  }

  @Override
  public PaymentState lookUp(PaymentReference reference) {
    return line.call(() -> stateOf(reference));
  }

  @Override
  public PaymentState cancel(PaymentReference reference) {
    return change(
        reference,
        payment -> {
          if (payment.status == Status.OPEN) {
            payment.status = Status.CANCELLED;
          }
        });
  }

  @Override
  public PaymentState capture(PaymentReference reference, Money amount, String key) {
    return change(
        reference,
        payment -> {
          if (payment.status == Status.AUTHORISED && mayCapture(payment, amount)) {
            payment.status = Status.CAPTURED;
            payment.captured = amount;
          }
        });
  }

  boolean mayCapture(Entry payment, Money amount) {
    return amount.minorUnits() <= payment.request.amount().minorUnits();
  }

  @Override
  public PaymentState release(PaymentReference reference, String key) {
    return change(
        reference,
        payment -> {
          if (payment.status == Status.AUTHORISED) {
            payment.status = Status.CANCELLED;
          }
        });
  }

  @Override
  public TransferState transfer(Transfer transfer) {
    return line.call(
        () ->
            books
                .find(transfer.payment())
                .map(payment -> transfer(payment, transfer))
                .orElseGet(() -> new TransferState.Failed("payment_unknown")));
  }

  private TransferState transfer(Entry payment, Transfer asked) {
    synchronized (payment) {
      return state(
          payment.transfers.computeIfAbsent(
              asked.idempotencyKey(),
              key -> moved(key, asked.amount(), leftToTransfer(payment), "")));
    }
  }

  long leftToTransfer(Entry payment) {
    return Entry.left(payment.captured.minorUnits(), payment.transfers.values());
  }

  @Override
  public TransferState reverse(Reversal reversal) {
    return line.call(
        () ->
            books
                .find(reversal.payment())
                .map(payment -> reverse(payment, reversal))
                .orElseGet(() -> new TransferState.Failed("payment_unknown")));
  }

  private TransferState reverse(Entry payment, Reversal asked) {
    synchronized (payment) {
      return state(
          payment.reversals.computeIfAbsent(
              asked.idempotencyKey(),
              key ->
                  moved(
                      key,
                      asked.amount(),
                      leftToReverse(payment, asked.transferId()),
                      asked.transferId())));
    }
  }

  long leftToReverse(Entry payment, String transfer) {
    var made =
        payment.transfers.values().stream()
            .filter(it -> it.id().equals(transfer) && it.made())
            .mapToLong(it -> it.amount().minorUnits())
            .sum();
    return Entry.left(
        made, payment.reversals.values().stream().filter(it -> it.of().equals(transfer)).toList());
  }

  final Movement moved(String key, Money amount, long left, String of) {
    return new Movement(
        books.newId("mv_"), Optional.of(key), amount, amount.minorUnits() <= left, of);
  }

  private static TransferState state(Movement movement) {
    return movement.made()
        ? new TransferState.Succeeded(movement.id())
        : new TransferState.Failed("too_much");
  }

  @Override
  public String create(Customer customer, String key) {
    return line.call(() -> customers.computeIfAbsent(key, _ -> books.newId("cus_")));
  }

  @Override
  public boolean delete(String id) {
    return line.call(
        () -> {
          customers.values().remove(id);
          return true;
        });
  }

  @Override
  public SequencedSet<Handover.Mode> modes() {
    return new LinkedHashSet<>(List.of(Handover.Mode.HOSTED, Handover.Mode.EMBEDDED));
  }

  @Override
  public Optional<Captures> captures() {
    return Optional.of(this);
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(new MemoryRefunds(this));
  }

  @Override
  public Optional<Transfers> transfers() {
    return Optional.of(this);
  }

  @Override
  public Optional<Customers> customers() {
    return Optional.of(this);
  }

  @Override
  public Optional<Disputes> disputes() {
    return Optional.of(
        reference ->
            books.find(reference).filter(it -> it.disputed).stream().map(this::dispute).toList());
  }

  private Disputes.Dispute dispute(Entry payment) {
    return new Disputes.Dispute(
        "dp_" + payment.id,
        payment.captured,
        "fraudulent",
        Disputes.Dispute.Status.NEEDS_RESPONSE,
        Optional.empty());
  }

  @Override
  public Optional<Notifications> notifications() {
    return Optional.of(new MemoryNotifications(secret(), context.clock()));
  }

  final String secret() {
    return context.setting(MemoryPlugin.SECRET);
  }

  final PaymentState stateOf(PaymentReference reference) {
    return books.find(reference).map(this::state).orElseGet(PaymentState.Missing::new);
  }

  PaymentState state(Entry payment) {
    payment.expire(context.clock().instant());
    return switch (payment.status) {
      case OPEN -> new PaymentState.Open(payment.id, handover(payment));
      case AUTHORISED -> new PaymentState.Authorised(payment.id, payment.request.amount());
      case CAPTURED -> new PaymentState.Captured(payment.id, payment.captured);
      case DECLINED -> new PaymentState.Declined(payment.id, "insufficient_funds");
      case CANCELLED -> new PaymentState.Cancelled(payment.id);
    };
  }

  Handover handover(Entry payment) {
    return switch (payment.request.mode()) {
      case HOSTED -> new Handover.Hosted(URI.create("https://pay.example/" + payment.id));
      case EMBEDDED -> new Handover.Embedded(Map.of("client_secret", payment.id + "_for_buyer"));
    };
  }

  final PaymentState change(PaymentReference reference, Consumer<Entry> move) {
    Function<Entry, PaymentState> moved =
        payment -> {
          synchronized (payment) {
            payment.expire(context.clock().instant());
            move.accept(payment);
            return state(payment);
          }
        };
    return line.call(() -> books.find(reference).map(moved).orElseGet(PaymentState.Missing::new));
  }
}
