package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.ControlForm.MOST_MONEY;

import dev.diddo.gateway.sandbox.Control.Answer.Conflict;
import dev.diddo.gateway.sandbox.Control.Answer.NotFound;
import dev.diddo.gateway.sandbox.Control.Answer.Shown;
import dev.diddo.gateway.spi.Disputes.Dispute.Status;
import dev.diddo.gateway.spi.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** What a test can do to the provider: order faults, and act in the provider's own dashboard. */
final class Control {
  private final Desk desk;
  private final Faults faults;
  private final Delivery post;

  /**
   * @param post the honest way to the checkout, for what a test sends itself
   */
  Control(Desk desk, Faults faults, Delivery post) {
    this.desk = desk;
    this.faults = faults;
    this.post = post;
  }

  /** What became of an order. */
  sealed interface Answer {
    /** To be shown as JSON. */
    record Shown(int status, Map<String, ?> content) implements Answer {}

    /** There is nothing of that name. */
    record NotFound() implements Answer {}

    /** The payment's state does not allow it; nothing was changed. */
    record Conflict() implements Answer {}
  }

  /**
   * Does what was posted to this path.
   *
   * @throws ControlForm.BadFieldException if a field cannot be used
   */
  Answer act(String path, ControlForm form) {
    return switch (path) {
      case "faults" -> order(form.fault());
      case "faults/list" -> {
        form.only();
        yield list();
      }
      case "faults/clear" -> clear(form.only("id"));
      case "payments" -> payment(form.only("reference"));
      case "refunds" -> refund(form.only("reference", "amount"));
      case "refunds/settle" -> settleRefund(form.only("reference", "id", "outcome", "reason"));
      case "refunds/bounce" -> bounceRefund(form.only("reference", "id", "reason"));
      case "disputes" -> dispute(form.only("reference", "amount", "reason"));
      case "disputes/settle" -> settleDispute(form.only("reference", "id", "status"));
      case "authorisations/expire" ->
          change(form.only("reference"), it -> it.expireAuthorisation(now()));
      case "notifications" -> send(form.only("reference", "type", "event_id", "copies"));
      default -> new NotFound();
    };
  }

  boolean isDown() {
    return faults.isDown();
  }

  private Answer order(Fault fault) {
    return faults.add(fault)
        ? new Shown(201, ControlJson.fault(new Faults.Counted(fault, 0, 0)))
        : new Conflict();
  }

  private Answer list() {
    return new Shown(
        200, Map.of("faults", faults.list().stream().map(ControlJson::fault).toList()));
  }

  private Answer clear(ControlForm form) {
    var id = form.text("id").orElse("");
    var cleared = faults.clear(id);
    return cleared || id.isEmpty() ? new Shown(200, Map.of("cleared", cleared)) : new NotFound();
  }

  private Answer payment(ControlForm form) {
    return desk.find(form.required("reference"))
        .<Answer>map(payment -> new Shown(200, ControlJson.payment(payment)))
        .orElseGet(NotFound::new);
  }

  /** In the dashboard: nobody asked for it by a key. All that is left, if no amount is said. */
  private Answer refund(ControlForm form) {
    var amount = form.number("amount", 1, MOST_MONEY, 0);
    return change(
        form,
        payment -> {
          var money = new Money(amount == 0 ? left(payment) : amount, payment.terms().currency());
          var after = payment.refund(money, "", RefundCourse.AT_ONCE, now());
          var failed = after.movements().refunded() == payment.movements().refunded();
          return failed ? payment : after;
        });
  }

  private Answer settleRefund(ControlForm form) {
    var failed = form.oneOf("outcome", List.of(RefundOutcome.values())) == RefundOutcome.FAILED;
    var why = failed ? form.code("reason").orElse("expired_card") : "";
    var id = form.required("id");
    return change(form, payment -> payment.settleRefund(id, why, now()));
  }

  /** Days after it was made the buyer's bank sends it back. */
  private Answer bounceRefund(ControlForm form) {
    var why = form.code("reason").orElse("account_closed");
    var id = form.required("id");
    return change(form, payment -> payment.bounceRefund(id, why, now()));
  }

  /** How a pending refund ends. */
  private enum RefundOutcome {
    SUCCEEDED,
    FAILED
  }

  private Answer dispute(ControlForm form) {
    var amount = form.number("amount", 1, MOST_MONEY, 0);
    var why = form.code("reason").orElse("fraudulent");
    return change(
        form, payment -> payment.dispute(amount == 0 ? left(payment) : amount, why, now()));
  }

  private Answer settleDispute(ControlForm form) {
    var next = form.oneOf("status", List.of(Status.UNDER_REVIEW, Status.WON, Status.LOST));
    var id = form.required("id");
    return change(form, payment -> payment.settleDispute(id, next, now()));
  }

  /** Sends a signed message at once, true or not, also of a payment that nobody knows. */
  private Answer send(ControlForm form) {
    var reference = form.required("reference");
    var made = Payment.Event.of(form.code("type").orElse("payment.captured"), now());
    var event =
        form.text("event_id")
            .map(id -> new Payment.Event(id, made.type(), made.atMillis()))
            .orElse(made);
    var gatewayId = desk.find(reference).map(it -> it.terms().id()).orElse("pay_unknown");
    var copies = form.copies(1);
    try {
      var message = new Delivery.Message(event, reference, gatewayId);
      return new Shown(
          200,
          Map.of(
              "event_id",
              event.id(),
              "sent",
              copies,
              "acknowledged",
              MisbehavingDelivery.copies(message, post, copies)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Conflict();
    }
  }

  private Answer change(ControlForm form, UnaryOperator<Payment> move) {
    var changed = new AtomicBoolean();
    return desk.change(
            form.required("reference"),
            payment -> {
              var after = move.apply(payment);
              changed.set(!after.equals(payment));
              return after;
            })
        .map(
            payment ->
                changed.get() ? new Shown(200, ControlJson.payment(payment)) : new Conflict())
        .orElseGet(NotFound::new);
  }

  private static long left(Payment payment) {
    var movements = payment.movements();
    var gone = movements.refunded() + movements.refundPending() + payment.disputed();
    return Math.max(0, payment.captured() - gone);
  }

  private Instant now() {
    return desk.clock().instant();
  }
}
