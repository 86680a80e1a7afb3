package dev.diddo.application.merchant;

import dev.diddo.application.merchant.OrderRequests.BrandAnswer;
import dev.diddo.application.order.Orders;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.webhook.Parcel;
import dev.diddo.application.webhook.Receiver;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message.OfMerchantOrder;
import dev.diddo.domain.webhook.Message.OfMerchantOrder.Kind;
import dev.diddo.domain.webhook.Recipient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Brings each store that decides its orders, takes its answers, and tells it what was cancelled
 * until it has heard. Only its first answer counts, and none after somebody decided in its place.
 */
public final class RouteOrders implements Receiver {
  private static final String REJECTED = "The store rejected its order";
  private static final String UNREAD = "It answered neither accepted, rejected nor pending.";

  /** What was not heard in three days is told once a day, and for so long. */
  private static final Duration AGAIN = Duration.ofDays(1);

  private static final Duration PATIENCE = Duration.ofDays(30);

  private final Brands brands;
  private final Orders orders;
  private final OrderRequests requests;
  private final DecideOrder decideOrder;
  private final RandomGenerator random;
  private final InstantSource clock;

  public RouteOrders(
      Brands brands,
      Orders orders,
      OrderRequests requests,
      DecideOrder decideOrder,
      RandomGenerator random,
      InstantSource clock) {
    this.brands = brands;
    this.orders = orders;
    this.requests = requests;
    this.decideOrder = decideOrder;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Optional<Parcel> parcel(Tenant tenant, Delivery delivery) {
    var message = message(delivery);
    return brands
        .find(tenant, store(delivery))
        .flatMap(
            brand ->
                orders
                    .find(tenant, message.order())
                    .flatMap(order -> body(message, order))
                    .map(body -> new Parcel(brand.endpoint(), body, List.of(brand.secret()))));
  }

  /**
   * Empty where it is of no use any more. One that somebody accepted in the store's place is still
   * the store's to send.
   */
  private Optional<byte[]> body(OfMerchantOrder message, Order order) {
    var now = order.at(clock.instant());
    return now.merchantOrder(message.merchantOrder())
        .filter(part -> message.kind() == Kind.CANCELLED || part.isUndecided() || part.isAccepted())
        .map(part -> requests.of(message, now, part));
  }

  @Override
  public Delivery judge(Tenant tenant, Delivery sent, URI asked, Answer answer) {
    var isTaken =
        switch (message(sent).kind()) {
          case CREATED -> read(answer).isPresent();
          case CANCELLED -> answer instanceof Answer.Received it && it.isSuccess();
        };
    if (isTaken) {
      return sent.taken();
    }
    var now = clock.instant();
    var after = sent.notTaken(answer, now, random);
    var isWanted =
        message(sent).kind() == Kind.CANCELLED && now.isBefore(sent.createdAt().plus(PATIENCE));
    return after.isOver() && isWanted ? sent.notTaken(now.plus(AGAIN)) : after;
  }

  @Override
  public Optional<String> complaint(Delivery sent, Answer answer) {
    boolean isUnread =
        message(sent).kind() == Kind.CREATED
            && answer instanceof Answer.Received it
            && it.isSuccess()
            && read(answer).isEmpty();
    return isUnread ? Optional.of(UNREAD) : Optional.empty();
  }

  private Optional<BrandAnswer> read(Answer answer) {
    return answer instanceof Answer.Received it && it.isSuccess()
        ? requests.read(it.body())
        : Optional.empty();
  }

  /** A store that answers too late, or once more, changes nothing. */
  @Override
  public Runnable follow(Tenant tenant, Delivery after, URI asked, Answer answer) {
    var message = message(after);
    if (message.kind() == Kind.CANCELLED) {
      return NOTHING;
    }
    return read(answer)
        .flatMap(RouteOrders::decision)
        .map(
            decision ->
                decideOrder.record(
                    tenant,
                    message.order(),
                    message.merchantOrder(),
                    decision,
                    DecideOrder.By.STORE))
        .map(outcome -> afterwards(tenant, outcome))
        .orElse(NOTHING);
  }

  private static Optional<DecideOrder.Answer> decision(BrandAnswer answer) {
    return switch (answer) {
      case BrandAnswer.Accepted() -> Optional.of(new DecideOrder.Answer.Accepted());
      case BrandAnswer.Rejected(var reason) ->
          Optional.of(new DecideOrder.Answer.Rejected(reason.orElse(REJECTED)));
      case BrandAnswer.Pending() -> Optional.empty();
    };
  }

  private Runnable afterwards(Tenant tenant, Outcome<DecideOrder.Recorded, OrderRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<DecideOrder.Recorded, OrderRefusal>(var recorded) ->
          () -> decideOrder.carryOut(tenant, recorded);
      case Outcome.Refused<DecideOrder.Recorded, OrderRefusal> _ -> NOTHING;
    };
  }

  private static OfMerchantOrder message(Delivery delivery) {
    return (OfMerchantOrder) delivery.message();
  }

  private static StoreId store(Delivery delivery) {
    return ((Recipient.OfStore) delivery.recipient()).id();
  }
}
