package dev.diddo.application;

import dev.diddo.application.cart.ChangeCart;
import dev.diddo.application.cart.EditLiveCart;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.cart.WatchCart;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.order.FulfilOrder;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.AttemptTerms;
import dev.diddo.application.payment.AuditPayments;
import dev.diddo.application.payment.CancelOrder;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.application.payment.ChooseGateway;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.FollowProvider;
import dev.diddo.application.payment.MoveMoney;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.application.payment.PaymentUrls;
import dev.diddo.application.payment.PlaceOrder;
import dev.diddo.application.payment.ReadCheckout;
import dev.diddo.application.payment.ReceiveNotification;
import dev.diddo.application.payment.ReconcilePayments;
import dev.diddo.application.payment.RefundOrder;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.application.payment.SettlePayment;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.ChooseShipping;
import dev.diddo.application.session.DescribeBuyer;
import dev.diddo.application.session.MemorySessionTokens;
import dev.diddo.application.session.MintToken;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** Every step of a checkout, over ports in memory and a gateway that does as it is told. */
public final class Steps {
  public final MemoryDatabase database = new MemoryDatabase();
  public final SteppingClock clock = new SteppingClock();
  public final Ids ids = new CountingIds();
  public final Ports ports = Ports.inMemory(database, clock, ids);
  public final Shop shop = Shop.in(ports, clock, ids);
  public final ScriptedGateways gateways = new ScriptedGateways();
  public final MemorySessionTokens tokens = new MemorySessionTokens();

  /** Of the scripted gateway; a lease is some of these. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  /** What was acknowledged and is yet to be done. */
  public final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

  public final ReadCart readCart =
      new ReadCart(ports.carts(), ports.liveCarts(), ports.listings(), clock);
  private final EditLiveCart editLiveCart =
      new EditLiveCart(readCart, ports.liveCarts(), ports.listings());
  public final ChangeCart changeCart =
      new ChangeCart(ports.carts(), ports.listings(), readCart, editLiveCart, ids);
  public final WatchCart watchCart =
      new WatchCart(ports.statuses(), ports.liveCarts(), readCart, clock);
  public final BeginCheckout beginCheckout =
      new BeginCheckout(
          ports.carts(),
          ports.liveCarts(),
          ports.listings(),
          ports.sessions(),
          tokens,
          ids,
          clock,
          Shop.CART_LIFETIME);
  public final MintToken mintToken =
      new MintToken(ports.sessions(), ports.orders(), tokens, ids, clock);
  public final DescribeBuyer describeBuyer = new DescribeBuyer(editLiveCart, ids);
  public final ChooseShipping chooseShipping = new ChooseShipping(editLiveCart, ids);
  private final Random random = new Random(20_261_123);
  public final MoveMoney moveMoney =
      new MoveMoney(
          ports.movements(),
          ports.payments(),
          ports.orders(),
          ports.ledger(),
          ports.inbox(),
          gateways,
          ports.transactions(),
          ids,
          random,
          clock);
  public final OrderMessages messages = new OrderMessages(ports.deliveries(), ids, clock);
  private final AttemptTerms terms = new AttemptTerms(Shop.PAYMENT_LIFETIME, Shop.STORES_DECIDE);
  private final PlaceOrder placeOrder =
      new PlaceOrder(
          ports.liveCarts(), ports.sessions(), ports.organizations(), terms, ids, random, clock);
  public final SettlePayment settlePayment =
      new SettlePayment(
          ports.payments(),
          gateways,
          ports.orders(),
          messages,
          placeOrder,
          moveMoney,
          ports.liveCarts(),
          ports.statuses(),
          ports.transactions(),
          ids,
          clock);
  public final DecideOrder decideOrder =
      new DecideOrder(
          ports.orders(),
          ports.payments(),
          settlePayment,
          moveMoney,
          messages,
          ports.transactions(),
          ids,
          clock);
  public final RefundOrder refundOrder =
      new RefundOrder(
          ports.orders(), ports.payments(), gateways, moveMoney, ports.transactions(), ids, clock);
  public final CancelOrder cancelOrder =
      new CancelOrder(
          ports.orders(),
          ports.payments(),
          decideOrder,
          moveMoney,
          messages,
          ports.transactions(),
          ids,
          clock);
  public final FulfilOrder fulfilOrder =
      new FulfilOrder(ports.orders(), ports.transactions(), ids, clock);
  public final ReturnLines returnLines =
      new ReturnLines(ports.orders(), ports.stores(), ports.transactions(), ids, clock);
  public final RequireAction requireAction =
      new RequireAction(ports.orders(), ports.transactions(), ids, clock);
  public final FollowProvider followProvider =
      new FollowProvider(
          gateways,
          ports.orders(),
          ports.movements(),
          ports.ledger(),
          moveMoney,
          ports.transactions(),
          ids,
          clock);
  public final AuditPayments auditPayments =
      new AuditPayments(
          ports.payments(), ports.orders(), ports.movements(), ports.ledger(), gateways, clock);
  public final ChooseGateway chooseGateway =
      new ChooseGateway(
          gateways, ports.organizations(), ports.sessions(), ports.gatewayCustomers());
  public final OpenPayment openPayment = openPaymentOver(ports.listings()::now);
  public final CancelPayment cancelPayment =
      new CancelPayment(readCart, ports.carts(), ports.liveCarts(), settlePayment, ids, clock);
  public final ReadCheckout readCheckout =
      new ReadCheckout(ports.sessions(), ports.liveCarts(), ports.statuses(), settlePayment, clock);
  public final ReceiveNotification receiveNotification =
      new ReceiveNotification(
          gateways,
          ports.inbox(),
          ports.payments(),
          settlePayment,
          followProvider,
          afterwards::add,
          clock);
  public final ReconcilePayments reconcilePayments =
      new ReconcilePayments(
          ports.payments(),
          ports.movements(),
          ports.orders(),
          ports.inbox(),
          settlePayment,
          decideOrder,
          moveMoney,
          receiveNotification,
          Executors.newVirtualThreadPerTaskExecutor(),
          LONGEST_CALL,
          random,
          clock);

  /** Pays as most do: by the default gateway, what was last shown, back to the page. */
  public static final OpenPayment.Wish WISH =
      new OpenPayment.Wish(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same step where what is on sale is looked at through this. */
  public OpenPayment openPaymentOver(BiFunction<Tenant, Collection<VariantId>, Shelf> onSale) {
    var listings =
        new Listings() {
          @Override
          public Shelf now(Tenant tenant, Collection<VariantId> variants) {
            return onSale.apply(tenant, variants);
          }

          @Override
          public Shelf recent(Tenant tenant, Collection<VariantId> variants) {
            return onSale.apply(tenant, variants);
          }
        };
    return new OpenPayment(
        readCart,
        listings,
        ports.payments(),
        settlePayment,
        new PaymentUrls(
            ports.sessions(),
            ports.organizations(),
            new CheckoutLinks(URI.create("https://diddo.example"))),
        chooseGateway,
        terms,
        ids,
        clock);
  }

  /** The buyer whose cart this is. */
  public Caller.Buyer buyer(LiveCart cart) {
    return new Caller.Buyer(shop.tenant(), cart.contents().session());
  }

  public Outcome<Payment.Open, OpenPayment.Refusal> pay(LiveCart cart) {
    return pay(cart, Optional.empty());
  }

  public Outcome<Payment.Open, OpenPayment.Refusal> pay(LiveCart cart, Optional<Claim.Held> claim) {
    return openPayment.open(buyer(cart), cart.id(), WISH, claim);
  }

  /** The cart's payment, open at the gateway. */
  public Payment.Open paying(LiveCart cart) {
    return Shop.yes(pay(cart));
  }

  /** The same, by another gateway. */
  public Payment.Open paying(LiveCart cart, String gateway) {
    var wish =
        new OpenPayment.Wish(
            Optional.of(gateway),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
    return Shop.yes(openPayment.open(buyer(cart), cart.id(), wish, Optional.empty()));
  }

  public LiveCart cart(LiveCart cart) {
    return ports.liveCarts().find(shop.tenant(), cart.id()).orElseThrow();
  }

  public Payment payment(Payment payment) {
    return ports.payments().find(shop.tenant(), payment.id()).orElseThrow();
  }

  /** The newest payment of the cart. */
  public Payment paymentOf(LiveCart cart) {
    return ports.payments().newestOf(shop.tenant(), cart.id()).orElseThrow();
  }

  /** Carries out what is to move, reversals after their transfers, as the reconciler would. */
  public void moveMoney() {
    for (int round = 0; round < 3; round++) {
      database
          .movements
          .all()
          .forEach((key, row) -> moveMoney.carryOut(key.tenant(), row.movement()));
    }
  }

  /** Does what was put off. */
  public void catchUp() {
    for (var work = afterwards.poll(); work != null; work = afterwards.poll()) {
      work.run();
    }
  }

  /** What a store says, with all that follows; answers its part as it is then. */
  public Outcome<MerchantOrder, OrderRefusal> decide(
      Tenant tenant, OrderId order, MerchantOrderId part, DecideOrder.Answer answer) {
    return decideOrder
        .record(tenant, order, part, answer, DecideOrder.By.STORE)
        .map(
            recorded -> {
              decideOrder.carryOut(tenant, recorded);
              return ports.orders().find(tenant, order).orElseThrow();
            })
        .map(after -> after.merchantOrder(part).orElseThrow());
  }
}
