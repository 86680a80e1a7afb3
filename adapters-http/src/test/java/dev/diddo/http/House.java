package dev.diddo.http;

import dev.diddo.application.Shop;
import dev.diddo.application.cart.ChangeCart;
import dev.diddo.application.cart.EditLiveCart;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.cart.WatchCart;
import dev.diddo.application.order.FulfilOrder;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.application.payment.AttemptTerms;
import dev.diddo.application.payment.CancelOrder;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.application.payment.ChooseGateway;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.FollowProvider;
import dev.diddo.application.payment.GatewayPages;
import dev.diddo.application.payment.MoveMoney;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.application.payment.PaymentUrls;
import dev.diddo.application.payment.PlaceOrder;
import dev.diddo.application.payment.ReadCheckout;
import dev.diddo.application.payment.ReceiveNotification;
import dev.diddo.application.payment.RefundOrder;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.application.payment.SettlePayment;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.ChooseShipping;
import dev.diddo.application.session.DescribeBuyer;
import dev.diddo.application.session.MintToken;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.cart.CartEndpoints;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.order.FulfilmentEndpoints;
import dev.diddo.http.order.MerchantOrderEndpoints;
import dev.diddo.http.order.OrderEndpoints;
import dev.diddo.http.organization.OrganizationEndpoints;
import dev.diddo.http.payment.GatewayEndpoints;
import dev.diddo.http.payment.PaymentEndpoints;
import dev.diddo.http.session.CartShippingEndpoints;
import dev.diddo.http.session.SessionEndpoints;
import dev.diddo.http.session.SessionJson;
import dev.diddo.http.status.StatusEndpoints;
import dev.diddo.http.status.StatusJson;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Every endpoint of a buyer's way, over ports in memory and a gateway that does as it is told. */
public final class House {
  private static final CheckoutLinks LINKS = new CheckoutLinks(URI.create("https://pay.example"));

  private final TestEdge.World world;
  private final ScriptedGateways gateways;
  private final AttemptTerms terms = new AttemptTerms(Shop.PAYMENT_LIFETIME, Shop.STORES_DECIDE);
  private final MoveMoney moveMoney;
  private final OrderMessages messages;
  private final SettlePayment settlePayment;
  private final ChooseGateway chooseGateway;
  private final CartJson cartJson = new CartJson(LINKS);

  private House(TestEdge.World world, ScriptedGateways gateways) {
    this.world = world;
    this.gateways = gateways;
    var ports = world.ports();
    var random = new Random(7);
    this.moveMoney =
        new MoveMoney(
            ports.movements(),
            ports.payments(),
            ports.orders(),
            ports.ledger(),
            ports.inbox(),
            gateways,
            ports.transactions(),
            world.ids(),
            random,
            world.clock());
    this.messages = new OrderMessages(ports.deliveries(), world.ids(), world.clock());
    this.settlePayment =
        new SettlePayment(
            ports.payments(),
            gateways,
            ports.orders(),
            messages,
            new PlaceOrder(
                ports.liveCarts(),
                ports.sessions(),
                ports.organizations(),
                terms,
                world.ids(),
                random,
                world.clock()),
            moveMoney,
            ports.liveCarts(),
            ports.statuses(),
            ports.transactions(),
            world.ids(),
            world.clock());
    this.chooseGateway =
        new ChooseGateway(
            gateways, ports.organizations(), ports.sessions(), ports.gatewayCustomers());
  }

  public static List<Endpoints> endpoints(TestEdge.World world, ScriptedGateways gateways) {
    return new House(world, gateways).endpoints();
  }

  private List<Endpoints> endpoints() {
    var ports = world.ports();
    var clock = world.clock();
    var readCart = new ReadCart(ports.carts(), ports.liveCarts(), ports.listings(), clock);
    var edit = new EditLiveCart(readCart, ports.liveCarts(), ports.listings());
    var watchCart = new WatchCart(ports.statuses(), ports.liveCarts(), readCart, clock);
    var answers = new CartAnswers(readCart, watchCart, cartJson);
    var begin =
        new BeginCheckout(
            ports.carts(),
            ports.liveCarts(),
            ports.listings(),
            ports.sessions(),
            world.tokens(),
            world.ids(),
            clock,
            Shop.CART_LIFETIME);
    var describe = new DescribeBuyer(edit, world.ids());
    var choose = new ChooseShipping(edit, world.ids());
    var cancel =
        new CancelPayment(
            readCart, ports.carts(), ports.liveCarts(), settlePayment, world.ids(), clock);
    return List.of(
        new CartEndpoints(
            readCart,
            new ChangeCart(ports.carts(), ports.listings(), readCart, edit, world.ids()),
            cancel,
            answers,
            world.ids()),
        new CartShippingEndpoints(readCart, begin, describe, choose, answers),
        new StatusEndpoints(watchCart, readCart, new StatusJson(cartJson), clock),
        new SessionEndpoints(
            new MintToken(ports.sessions(), ports.orders(), world.tokens(), world.ids(), clock),
            begin,
            describe,
            choose,
            new ReadCheckout(
                ports.sessions(), ports.liveCarts(), ports.statuses(), settlePayment, clock),
            readCart,
            answers,
            new SessionJson(cartJson, chooseGateway, ports.organizations())),
        new PaymentEndpoints(openPayment(readCart), cancel, readCart, answers),
        new GatewayEndpoints(receiveNotification(), House::page),
        new OrganizationEndpoints(ports.organizations(), gateways, ports.transactions()),
        new OrderEndpoints(ports.orders(), ports.stores(), ports.liveCarts()),
        merchantOrders(),
        new FulfilmentEndpoints(
            ports.orders(),
            ports.liveCarts(),
            new FulfilOrder(ports.orders(), ports.transactions(), world.ids(), clock),
            new ReturnLines(
                ports.orders(), ports.stores(), ports.transactions(), world.ids(), clock),
            new RequireAction(ports.orders(), ports.transactions(), world.ids(), clock)));
  }

  private ReceiveNotification receiveNotification() {
    var ports = world.ports();
    return new ReceiveNotification(
        gateways,
        ports.inbox(),
        ports.payments(),
        settlePayment,
        new FollowProvider(
            gateways,
            ports.orders(),
            ports.movements(),
            ports.ledger(),
            moveMoney,
            ports.transactions(),
            world.ids(),
            world.clock()),
        Runnable::run,
        world.clock());
  }

  private MerchantOrderEndpoints merchantOrders() {
    var ports = world.ports();
    var decideOrder =
        new DecideOrder(
            ports.orders(),
            ports.payments(),
            settlePayment,
            moveMoney,
            messages,
            ports.transactions(),
            world.ids(),
            world.clock());
    return new MerchantOrderEndpoints(
        ports.orders(),
        ports.liveCarts(),
        new RefundOrder(
            ports.orders(),
            ports.payments(),
            gateways,
            moveMoney,
            ports.transactions(),
            world.ids(),
            world.clock()),
        decideOrder,
        new CancelOrder(
            ports.orders(),
            ports.payments(),
            decideOrder,
            moveMoney,
            messages,
            ports.transactions(),
            world.ids(),
            world.clock()));
  }

  private OpenPayment openPayment(ReadCart readCart) {
    var ports = world.ports();
    return new OpenPayment(
        readCart,
        ports.listings(),
        ports.payments(),
        settlePayment,
        new PaymentUrls(ports.sessions(), ports.organizations(), LINKS),
        chooseGateway,
        terms,
        world.ids(),
        world.clock());
  }

  /** A gateway whose pages say what they were asked for. */
  private static Optional<GatewayPages.Page> page(
      String gateway, String method, String path, Map<String, String> form) {
    if (!gateway.equals(ScriptedGateways.NAME)) {
      return Optional.empty();
    }
    return Optional.of(
        form.containsKey("leave")
            ? new GatewayPages.Page(303, Map.of("Location", "https://shop.example/"), "")
            : new GatewayPages.Page(200, Map.of(), method + " " + path + " " + form));
  }
}
