package dev.diddo.application.payment;

import dev.diddo.application.payment.GatewayBooks.Account;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gateways, at first the one {@value #NAME}, that do as they are told and keep books of their own,
 * which nothing of ours can change: what they say in {@link #taken} and {@link #kept} is what a
 * buyer's bank would say.
 */
public final class ScriptedGateways extends GatewayControls implements Gateways {
  public static final String NAME = "scripted";

  /** One that can do everything, with play money. */
  public static final Abilities ABLE = abilities(false);

  /** What can be asked of the gateway. */
  public enum Call {
    OPEN,
    LOOK_UP,
    CAPTURE,
    CANCEL,
    RELEASE,
    REFUND,
    TRANSFER,
    REVERSE,
    REFUNDS,
    DISPUTES,
    CUSTOMER,
    DELETE_CUSTOMER
  }

  /** What goes wrong with a call. */
  public enum Fault {
    /** It was not reached, and says so. */
    NOT_REACHED,
    /** Nothing happened and nothing came back. */
    SILENT,
    /** It did as it was asked, and the answer was lost. */
    SILENT_AFTER,
    /** It answers with another amount than it was asked for. */
    WRONG_AMOUNT,
    /** It says that it is still at it. */
    UNDECIDED,
    /** Our process dies before the call leaves it. */
    WE_DIE_BEFORE,
    /** Our process dies before the answer arrives. */
    WE_DIE_AFTER
  }

  /** Where a payment is in the gateway's own books. */
  public enum Book {
    AWAITING,
    CHALLENGED,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    CANCELLED
  }

  /** What a process that dies does: nothing more. No step may catch it. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final FaultPlan plan = new FaultPlan();
  private final Map<String, String> customers = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  public ScriptedGateways() {
    offered.put(NAME, ABLE);
  }

  /** One that can do everything. */
  public static Abilities abilities(boolean isLive) {
    var modes = new LinkedHashSet<Handover.Mode>();
    modes.add(Handover.Mode.HOSTED);
    modes.add(Handover.Mode.EMBEDDED);
    return new Abilities(isLive, modes, true, true, true, true, true);
  }

  /** The next calls of this kind go wrong in these ways, one after the other. */
  public void fail(Call call, Fault... inThisOrder) {
    plan.fail(call, inThisOrder);
  }

  /** While the answer to the next call of this kind is on its way, this happens. */
  public void meanwhile(Call call, Runnable happening) {
    plan.meanwhile(call, happening);
  }

  /** From now on nothing is reached at all, until it is told otherwise. */
  public void down(boolean isDown) {
    plan.down(isDown);
  }

  /** Nothing goes wrong any more. */
  public void recover() {
    plan.recover();
  }

  /** How often it was asked this, answered or not. */
  public int calls(Call call) {
    return plan.calls(call);
  }

  private synchronized boolean isGone(String customer) {
    return gone.contains(customer);
  }

  /** How often it was asked at most in one piece of work that the reconciler took on. */
  public int mostCallsOfATask() {
    return plan.mostCallsOfATask();
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(offered.keySet());
  }

  @Override
  public synchronized Optional<Abilities> abilities(String gateway) {
    return Optional.ofNullable(offered.get(gateway));
  }

  @Override
  public synchronized Optional<AmountRule> amounts(String gateway, Currency currency) {
    return rules.getOrDefault(currency, Optional.of(new AmountRule(1, Money.MAX_MINOR_UNITS, 1)));
  }

  @Override
  public Optional<String> createCustomer(String gateway, Customer customer) {
    return plan.<Optional<String>>ask(
        Call.CUSTOMER,
        () ->
            alone(() -> Optional.of(customers.computeIfAbsent(customer.reference(), this::newId))),
        (_, answer) -> answer.orElse(Optional.empty()));
  }

  @Override
  public Deletion deleteCustomer(String gateway, String gatewayId) {
    return plan.ask(
        Call.DELETE_CUSTOMER,
        () ->
            alone(
                () -> {
                  customers.values().remove(gatewayId);
                  return Deletion.DONE;
                }),
        (_, _) -> Deletion.UNKNOWN);
  }

  /** Whether it keeps anybody under this id. */
  public synchronized boolean keeps(String customer) {
    return customers.containsValue(customer);
  }

  /** Somebody deletes all customers that there are in the provider's dashboard. */
  public synchronized void deleteCustomers() {
    gone.addAll(customers.values());
    customers.clear();
  }

  private String newId(String reference) {
    return "cus_" + (gone.size() + customers.size() + 1) + "_" + reference;
  }

  @Override
  public Evidence open(Attempt attempt) {
    return attempt.customer().filter(this::isGone).isPresent()
        ? new Evidence.Declined(attempt.reference(), Payment.CUSTOMER_UNKNOWN)
        : ask(Call.OPEN, attempt, () -> books.open(attempt, atOnce()));
  }

  @Override
  public Evidence lookUp(Payment payment) {
    return ask(Call.LOOK_UP, payment.attempt(), () -> {});
  }

  @Override
  public Evidence capture(Payment.Capturing payment) {
    return ask(
        Call.CAPTURE, payment.attempt(), () -> books.capture(payment.id(), payment.amount()));
  }

  @Override
  public Evidence release(Payment payment) {
    return ask(Call.RELEASE, payment.attempt(), () -> books.release(payment.id()));
  }

  @Override
  public Evidence cancel(Payment payment) {
    return ask(Call.CANCEL, payment.attempt(), () -> books.cancel(payment.id()));
  }

  @Override
  public Movement.Evidence refund(Payment payment, Movement refund) {
    return move(
        Call.REFUND,
        () ->
            books.refund(payment.id(), Optional.of(refund.key()), refund.kind(), refund.amount()));
  }

  @Override
  public Movement.Evidence transfer(Payment payment, Movement transfer, String account) {
    return move(
        Call.TRANSFER, () -> books.transfer(payment.id(), transfer.key(), transfer.amount()));
  }

  @Override
  public Movement.Evidence reverse(Payment payment, Movement reversal, String transferId) {
    return move(
        Call.REVERSE,
        () -> books.reverse(payment.id(), reversal.key(), reversal.amount(), transferId));
  }

  @Override
  public Optional<List<KnownRefund>> refunds(Payment payment) {
    return plan.<Optional<List<KnownRefund>>>ask(
        Call.REFUNDS,
        () -> alone(() -> Optional.of(books.refunds(payment.id()))),
        (_, _) -> Optional.empty());
  }

  @Override
  public Optional<List<Dispute>> disputes(Payment payment) {
    return plan.<Optional<List<Dispute>>>ask(
        Call.DISPUTES,
        () -> alone(() -> books.find(payment.id()).map(it -> List.copyOf(it.disputes))),
        (_, _) -> Optional.empty());
  }

  private Movement.Evidence move(Call call, Supplier<Movement.Evidence> effect) {
    return plan.ask(
        call,
        () -> alone(effect),
        (fault, answer) ->
            fault == Fault.UNDECIDED
                ? answer.map(ScriptedGateways::stillAtIt).orElseThrow()
                : new Movement.Evidence.None());
  }

  private static Movement.Evidence stillAtIt(Movement.Evidence done) {
    return done instanceof Movement.Evidence.Succeeded(var id)
        ? new Movement.Evidence.Pending(id)
        : done;
  }

  private Evidence ask(Call call, Attempt attempt, Runnable effect) {
    return plan.ask(
        call,
        () -> alone(() -> tell(attempt, effect, 0)),
        (fault, _) ->
            switch (fault) {
              case NOT_REACHED -> new Evidence.NotReached();
              case WRONG_AMOUNT -> alone(() -> tell(attempt, () -> {}, 1));
              case UNDECIDED -> new Evidence.Undecided(gatewayId(attempt.id()));
              default -> new Evidence.None();
            });
  }

  private synchronized <T> T alone(Supplier<T> work) {
    return work.get();
  }

  private Evidence tell(Attempt attempt, Runnable effect, long tooMuch) {
    effect.run();
    return books
        .find(attempt.id())
        .map(account -> tell(account, new Money(tooMuch, attempt.amount().currency())))
        .orElseGet(Evidence.NoSuchPayment::new);
  }

  private static Evidence tell(Account account, Money tooMuch) {
    var attempt = account.attempt;
    var id = gatewayId(attempt.id());
    return switch (account.book) {
      case AWAITING -> new Evidence.AwaitsBuyer(id, handover(attempt), false);
      case CHALLENGED -> new Evidence.AwaitsBuyer(id, handover(attempt), true);
      case AUTHORISED -> new Evidence.Authorised(id, attempt.amount().plus(tooMuch));
      case CAPTURED -> new Evidence.Captured(id, account.captured.plus(tooMuch));
      case DECLINED -> new Evidence.Declined(id, "card_declined");
      case CANCELLED -> new Evidence.Cancelled(id);
    };
  }

  public static String gatewayId(PaymentId id) {
    return "gw_" + id.text();
  }

  public static URI page(PaymentId id) {
    return URI.create("https://pay.example/" + id.text());
  }

  /** To the provider's page. */
  public static Handover handover(PaymentId id) {
    return new Handover.Hosted(page(id));
  }

  private static Handover handover(Attempt attempt) {
    return switch (attempt.mode()) {
      case HOSTED -> handover(attempt.id());
      case EMBEDDED -> new Handover.Embedded(Map.of("client_secret", gatewayId(attempt.id())));
    };
  }

  /** The headers of a message that it did send. */
  public static Map<String, List<String>> signed() {
    return Map.of("signature", List.of("valid"));
  }

  /** A message of this id about that payment, by our id or the gateway's, or about none. */
  public static byte[] message(String eventId, String reference) {
    return (eventId + " " + reference).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Outcome<Notice, Unverified> verify(
      String gateway, Map<String, List<String>> headers, byte[] body) {
    if (abilities(gateway).isEmpty()) {
      return Outcome.refused(new Unverified(true));
    }
    if (!headers.equals(signed())) {
      return Outcome.refused(new Unverified(false));
    }
    var words = List.of(new String(body, StandardCharsets.UTF_8).split(" ", 2));
    return Outcome.accepted(new Notice(gateway, words.getFirst(), subject(words.getLast())));
  }

  private static Subject subject(String reference) {
    return reference.startsWith("gw_")
        ? new Subject.OfGatewayId(reference)
        : Ulid.parse(reference)
            .<Subject>map(id -> new Subject.OfPayment(new PaymentId(id)))
            .orElseGet(Subject.Nothing::new);
  }
}
