package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Disturbance.Answers;
import dev.diddo.gateway.sandbox.Disturbance.Call;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Pages;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The sandbox, but for what it was told to do wrong by way of {@link ControlPages}. For tests. */
final class MisbehavingGateway implements Gateway, Captures {
  private final SandboxGateway honest;
  private final Faults faults;
  private final MisbehavingDelivery delivery;
  private final Disturbance disturbance;
  private final ControlPages control;

  private MisbehavingGateway(
      SandboxGateway honest,
      Faults faults,
      MisbehavingDelivery delivery,
      Function<Control, ControlPages> pages) {
    this.honest = honest;
    this.faults = faults;
    this.delivery = delivery;
    this.disturbance = new Disturbance(faults, honest.desk());
    this.control = pages.apply(new Control(honest.desk(), faults, honest.post()));
  }

  /**
   * @throws dev.diddo.gateway.spi.InvalidSettingException if strangers could reach the control
   */
  static MisbehavingGateway connect(GatewayContext context, List<Duration> delays) {
    var token = ControlToken.of(context);
    var faults = new Faults();
    var delivery = new MisbehavingDelivery(faults);
    var honest = SandboxGateway.connect(context, delays, delivery::over);
    return new MisbehavingGateway(
        honest,
        faults,
        delivery,
        control -> new ControlPages(honest.pages().orElseThrow(), control, token));
  }

  @Override
  public PaymentState open(PaymentRequest request) {
    return payment(
        new Call(Operation.OPEN, request.reference(), request.idempotencyKey()),
        () -> honest.open(request));
  }

  @Override
  public PaymentState lookUp(PaymentReference reference) {
    return payment(call(Operation.LOOKUP, reference), () -> honest.lookUp(reference));
  }

  @Override
  public PaymentState cancel(PaymentReference reference) {
    return payment(call(Operation.CANCEL, reference), () -> honest.cancel(reference));
  }

  @Override
  public PaymentState capture(PaymentReference reference, Money amount, String idempotencyKey) {
    return payment(
        new Call(Operation.CAPTURE, reference.reference(), idempotencyKey),
        () -> honest.capture(reference, amount, idempotencyKey));
  }

  @Override
  public PaymentState release(PaymentReference reference, String idempotencyKey) {
    return payment(
        new Call(Operation.RELEASE, reference.reference(), idempotencyKey),
        () -> honest.release(reference, idempotencyKey));
  }

  @Override
  public Optional<Captures> captures() {
    return Optional.of(this);
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(new MisbehavingMovements(honest.movements(), disturbance));
  }

  @Override
  public Optional<Transfers> transfers() {
    return Optional.of(new MisbehavingMovements(honest.movements(), disturbance));
  }

  @Override
  public Optional<Disputes> disputes() {
    return Optional.of(
        reference ->
            disturbance.call(
                call(Operation.DISPUTES, reference),
                Plain.of(() -> honest.movements().disputes(reference))));
  }

  @Override
  public Optional<Customers> customers() {
    return honest.customers().map(MisbehavingCustomers::new);
  }

  /** A provider that keeps customers, and does not always say so. */
  private final class MisbehavingCustomers implements Customers {
    private final Customers right;

    MisbehavingCustomers(Customers right) {
      this.right = right;
    }

    @Override
    public String create(Customer customer, String key) {
      return disturbance.call(
          new Call(Operation.CUSTOMER, customer.reference(), key),
          Plain.of(() -> right.create(customer, key)));
    }

    @Override
    public boolean delete(String id) {
      return disturbance.call(
          new Call(Operation.CUSTOMER_DELETION, id, id), Plain.of(() -> right.delete(id)));
    }
  }

  @Override
  public Optional<Notifications> notifications() {
    return honest.notifications();
  }

  @Override
  public Optional<Pages> pages() {
    return Optional.of(control);
  }

  @Override
  public void close() {
    faults.clear("");
    disturbance.close();
    delivery.close();
    honest.close();
  }

  /** Answers that cannot be wrong in themselves. */
  record Plain<T>(Supplier<T> answer) implements Answers<T> {
    static <T> Plain<T> of(Supplier<T> answer) {
      return new Plain<>(answer);
    }

    @Override
    public T honest() {
      return answer.get();
    }

    @Override
    public T dishonest(Fault fault) {
      throw new IllegalStateException("No such answer is wrong so: " + fault.misbehaviour());
    }
  }

  static Call call(Operation operation, PaymentReference reference) {
    return new Call(operation, reference.reference(), reference.reference());
  }

  private PaymentState payment(Call call, Supplier<PaymentState> answer) {
    return disturbance.call(
        call,
        new Answers<>() {
          @Override
          public PaymentState honest() {
            return answer.get();
          }

          @Override
          public PaymentState dishonest(Fault fault) {
            return twisted(answer.get(), fault);
          }
        });
  }

  private static PaymentState twisted(PaymentState state, Fault fault) {
    return switch (state) {
      case PaymentState.Authorised(var id, var amount) ->
          fault.misbehaviour() == Misbehaviour.PENDING
              ? new PaymentState.Pending(id)
              : new PaymentState.Authorised(id, twisted(amount, fault));
      case PaymentState.Captured(var id, var amount) ->
          fault.misbehaviour() == Misbehaviour.PENDING
              ? new PaymentState.Pending(id)
              : new PaymentState.Captured(id, twisted(amount, fault));
      case PaymentState.Open(var id, _) when fault.misbehaviour() == Misbehaviour.PENDING ->
          new PaymentState.Pending(id);
      default -> state; // it says nothing of money
    };
  }

  private static Money twisted(Money amount, Fault fault) {
    if (fault.misbehaviour() == Misbehaviour.WRONG_AMOUNT) {
      var other = fault.amount() == 0 ? amount.minorUnits() + 1 : fault.amount();
      return new Money(other, amount.currency());
    }
    var other = amount.currency().getCurrencyCode().equals("EUR") ? "USD" : "EUR";
    return new Money(amount.minorUnits(), Currency.getInstance(other));
  }
}
