package dev.diddo.bootstrap;

import dev.diddo.application.cart.Carts;
import dev.diddo.application.cart.ChangeCart;
import dev.diddo.application.cart.EditLiveCart;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.cart.WatchCart;
import dev.diddo.application.catalog.ImportCatalog;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.customer.Customers;
import dev.diddo.application.customer.DeleteSavedCustomers;
import dev.diddo.application.customer.EraseCustomer;
import dev.diddo.application.customer.ExportCustomer;
import dev.diddo.application.dashboard.AuditLog;
import dev.diddo.application.dashboard.AuthenticateOperator;
import dev.diddo.application.dashboard.Dashboards;
import dev.diddo.application.dashboard.OperatorSessions;
import dev.diddo.application.dashboard.RecordAct;
import dev.diddo.application.dashboard.SignIn;
import dev.diddo.application.dashboard.SignInTries;
import dev.diddo.application.dashboard.SignOut;
import dev.diddo.application.idempotency.IdempotencyKeys;
import dev.diddo.application.merchant.Brands;
import dev.diddo.application.merchant.RouteOrders;
import dev.diddo.application.order.FulfilOrder;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.Orders;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.application.organization.ApiKeys;
import dev.diddo.application.organization.AuthenticateKey;
import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.Organizations;
import dev.diddo.application.payment.AttemptTerms;
import dev.diddo.application.payment.CancelOrder;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.application.payment.ChooseGateway;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.FollowProvider;
import dev.diddo.application.payment.GatewayCustomers;
import dev.diddo.application.payment.Inbox;
import dev.diddo.application.payment.Ledger;
import dev.diddo.application.payment.MoveMoney;
import dev.diddo.application.payment.Movements;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.application.payment.PaymentUrls;
import dev.diddo.application.payment.PaymentVitals;
import dev.diddo.application.payment.Payments;
import dev.diddo.application.payment.PlaceOrder;
import dev.diddo.application.payment.ReadCheckout;
import dev.diddo.application.payment.ReceiveNotification;
import dev.diddo.application.payment.ReconcilePayments;
import dev.diddo.application.payment.RefundOrder;
import dev.diddo.application.payment.SettlePayment;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.application.session.ChooseShipping;
import dev.diddo.application.session.DescribeBuyer;
import dev.diddo.application.session.MintToken;
import dev.diddo.application.session.SessionTokens;
import dev.diddo.application.webhook.Bodies;
import dev.diddo.application.webhook.DeliverMessages;
import dev.diddo.application.webhook.Deliveries;
import dev.diddo.application.webhook.ManageWebhooks;
import dev.diddo.application.webhook.Platforms;
import dev.diddo.application.webhook.Webhooks;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.TimeOrderedIds;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.gateway.host.PluginGateways;
import dev.diddo.gateway.host.Plugins;
import dev.diddo.http.JwtSessionTokens;
import dev.diddo.http.OperatorCookie;
import dev.diddo.http.OwnOrigin;
import dev.diddo.http.egress.EgressClient;
import dev.diddo.http.egress.EgressRules;
import dev.diddo.http.egress.SystemResolver;
import dev.diddo.http.order.MerchantOrderRequests;
import dev.diddo.http.webhook.MessageBodies;
import dev.diddo.persistence.DataKeys;
import dev.diddo.persistence.DatabaseUrl;
import dev.diddo.persistence.PgApiKeys;
import dev.diddo.persistence.PgAuditLog;
import dev.diddo.persistence.PgBrands;
import dev.diddo.persistence.PgCartStatuses;
import dev.diddo.persistence.PgCarts;
import dev.diddo.persistence.PgCheckoutSessions;
import dev.diddo.persistence.PgCustomers;
import dev.diddo.persistence.PgDashboards;
import dev.diddo.persistence.PgDeliveries;
import dev.diddo.persistence.PgGatewayCustomers;
import dev.diddo.persistence.PgIdempotencyKeys;
import dev.diddo.persistence.PgInbox;
import dev.diddo.persistence.PgLeavingCustomers;
import dev.diddo.persistence.PgLedger;
import dev.diddo.persistence.PgListings;
import dev.diddo.persistence.PgLiveCarts;
import dev.diddo.persistence.PgMovements;
import dev.diddo.persistence.PgOperatorSessions;
import dev.diddo.persistence.PgOperators;
import dev.diddo.persistence.PgOrders;
import dev.diddo.persistence.PgOrganizations;
import dev.diddo.persistence.PgPaymentVitals;
import dev.diddo.persistence.PgPayments;
import dev.diddo.persistence.PgProducts;
import dev.diddo.persistence.PgSignInTries;
import dev.diddo.persistence.PgStores;
import dev.diddo.persistence.PgWebhooks;
import dev.diddo.persistence.Postgres;
import dev.diddo.persistence.Unreadable;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Puts together what serves, from the database up to the steps; {@link Edge} adds what speaks HTTP.
 * Nobody outside this package sees either: each part is handed what it needs.
 */
final class Wiring implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();

  /** No finer than the database keeps it: what was stored is read again as the same moment. */
  final InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);

  final SecureRandom random = new SecureRandom();
  final Ids ids = new TimeOrderedIds(clock, random);
  final Meters meters = new Meters();
  final CheckoutLinks links;
  final OwnOrigin ownOrigin;
  final OperatorCookie operatorCookie;
  private final Duration patience;

  /** Threads for what is reconciled; lanes bound how many there are at once. */
  private final ExecutorService reconcilers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reconcile-", 0).factory());

  // Kept by the database
  final Postgres postgres;
  final Organizations organizations;
  final ApiKeys apiKeys;
  final Operators operators;
  final OperatorSessions operatorSessions;
  final SignInTries signInTries;
  final AuditLog auditLog;
  final Dashboards dashboards;
  final Stores stores;
  final PgProducts products;
  final PgListings listings;
  final Carts carts;
  final LiveCarts liveCarts;
  final PgCartStatuses statuses;
  final CheckoutSessions sessions;
  final Payments payments;
  final Movements movements;
  final Ledger ledger;
  final GatewayCustomers gatewayCustomers;
  final Customers customers;
  final PaymentVitals paymentVitals;
  final Orders orders;
  final Inbox inbox;
  final Webhooks webhooks;
  final Deliveries deliveries;
  final Brands brands;
  final IdempotencyKeys idempotencyKeys;

  // Spoken to outside
  final SessionTokens tokens;
  final Plugins plugins;
  final PluginGateways gateways;
  final EgressRules egressRules;
  final Bodies bodies;
  private final SystemResolver resolver = new SystemResolver();
  private final EgressClient egressClient;

  // The steps
  final AuthenticateKey authenticateKey;
  final AuthenticateOperator authenticateOperator;
  final SignIn signIn;
  final SignOut signOut;
  final RecordAct recordAct;
  final ImportCatalog importCatalog;
  final ReadCart readCart;
  final ChangeCart changeCart;
  final WatchCart watchCart;
  final BeginCheckout beginCheckout;
  final MintToken mintToken;
  final DescribeBuyer describeBuyer;
  final ChooseShipping chooseShipping;
  final ChooseGateway chooseGateway;
  final OpenPayment openPayment;
  final CancelPayment cancelPayment;
  final DecideOrder decideOrder;
  final CancelOrder cancelOrder;
  final FulfilOrder fulfilOrder;
  final ReturnLines returnLines;
  final RequireAction requireAction;
  final RefundOrder refundOrder;
  final ReadCheckout readCheckout;
  final ReceiveNotification receiveNotification;
  final ReconcilePayments reconcilePayments;
  final ExportCustomer exportCustomer;
  final EraseCustomer eraseCustomer;
  final DeleteSavedCustomers deleteSavedCustomers;
  final ManageWebhooks manageWebhooks;

  // Told to others
  final DeliveryMeters deliveryMeters;
  final Courier courier;
  private final Bell bell = new Bell();

  Wiring(Config config, Environment environment, DatabaseUrl database, Limits limits) {
    links = new CheckoutLinks(config.publicUrl());
    ownOrigin = new OwnOrigin(config.publicUrl());
    operatorCookie = new OperatorCookie(ownOrigin.isSecure());
    patience = limits.start();

    var dataKeys = new DataKeys(config.dataKeys());
    var unreadable = new Unreadable(meters::unreadable);
    postgres = Postgres.open(vertx, database, limits.postgres());
    meters.watch(postgres);
    organizations = new PgOrganizations(postgres);
    apiKeys = new PgApiKeys(postgres, limits.remembered());
    operators = new PgOperators(postgres);
    operatorSessions = new PgOperatorSessions(postgres);
    signInTries = new PgSignInTries(postgres);
    auditLog = new PgAuditLog(postgres);
    dashboards = new PgDashboards(postgres);
    listings = new PgListings(postgres, limits.remembered());
    stores = new PgStores(postgres, listings);
    products = new PgProducts(postgres, listings, ids);
    carts = new PgCarts(postgres, limits.remembered());
    statuses = new PgCartStatuses(postgres, dataKeys, limits.statuses());
    liveCarts = new PgLiveCarts(postgres, statuses, limits.beginnings(), this::happened);
    sessions = new PgCheckoutSessions(postgres);
    payments =
        new PgPayments(postgres, statuses, listings, dataKeys, unreadable, clock, this::happened);
    movements = new PgMovements(postgres, unreadable);
    ledger = new PgLedger(postgres);
    gatewayCustomers = new PgGatewayCustomers(postgres);
    customers = new PgCustomers(postgres, statuses, dataKeys);
    paymentVitals = new PgPaymentVitals(postgres);
    orders = new PgOrders(postgres, statuses, this::happened);
    inbox = new PgInbox(postgres);
    webhooks = new PgWebhooks(postgres, dataKeys);
    deliveries = new PgDeliveries(postgres, unreadable, bell::ring);
    brands = new PgBrands(postgres, dataKeys);
    idempotencyKeys = new PgIdempotencyKeys(postgres, dataKeys, unreadable);

    tokens = new JwtSessionTokens(vertx, config.tokenKeys(), clock);
    plugins = config.pluginsDir().map(Plugins::onClassPathAndIn).orElseGet(Plugins::onClassPath);
    gateways =
        plugins.connect(
            config.gateways(),
            environment.variables(),
            new Plugins.Surroundings(
                config.publicUrl(), config.gatewaysDirectory(), clock, limits.gateways(), meters));

    egressRules = new EgressRules(config.egressAllowed(), resolver);
    egressClient = new EgressClient(vertx, egressRules);
    bodies = new MessageBodies(config.publicUrl());

    authenticateKey = new AuthenticateKey(apiKeys, clock);
    authenticateOperator = new AuthenticateOperator(operatorSessions, clock);
    signIn =
        new SignIn(
            operators,
            operatorSessions,
            signInTries,
            auditLog,
            postgres,
            ids,
            random,
            clock,
            limits.passwordsAtOnce());
    signOut = new SignOut(operatorSessions, auditLog, postgres, ids, clock);
    recordAct = new RecordAct(auditLog, orders, postgres, ids, clock);
    importCatalog = new ImportCatalog(products);
    readCart = new ReadCart(carts, liveCarts, listings, clock);
    var editLiveCart = new EditLiveCart(readCart, liveCarts, listings);
    changeCart = new ChangeCart(carts, listings, readCart, editLiveCart, ids);
    watchCart = new WatchCart(statuses, liveCarts, readCart, clock);
    beginCheckout =
        new BeginCheckout(
            carts, liveCarts, listings, sessions, tokens, ids, clock, config.liveCartTtl());
    mintToken = new MintToken(sessions, orders, tokens, ids, clock);
    describeBuyer = new DescribeBuyer(editLiveCart, ids);
    chooseShipping = new ChooseShipping(editLiveCart, ids);
    var terms = new AttemptTerms(config.paymentTtl(), config.merchantDeadline());
    var moveMoney =
        new MoveMoney(
            movements, payments, orders, ledger, inbox, gateways, postgres, ids, random, clock);
    var messages = new OrderMessages(deliveries, ids, clock);
    var settlePayment =
        new SettlePayment(
            payments,
            gateways,
            orders,
            messages,
            new PlaceOrder(liveCarts, sessions, organizations, terms, ids, random, clock),
            moveMoney,
            liveCarts,
            statuses,
            postgres,
            ids,
            clock);
    chooseGateway = new ChooseGateway(gateways, organizations, sessions, gatewayCustomers);
    openPayment =
        new OpenPayment(
            readCart,
            listings,
            payments,
            settlePayment,
            new PaymentUrls(sessions, organizations, links),
            chooseGateway,
            terms,
            ids,
            clock);
    decideOrder =
        new DecideOrder(orders, payments, settlePayment, moveMoney, messages, postgres, ids, clock);
    cancelOrder =
        new CancelOrder(orders, payments, decideOrder, moveMoney, messages, postgres, ids, clock);
    fulfilOrder = new FulfilOrder(orders, postgres, ids, clock);
    returnLines = new ReturnLines(orders, stores, postgres, ids, clock);
    requireAction = new RequireAction(orders, postgres, ids, clock);
    refundOrder = new RefundOrder(orders, payments, gateways, moveMoney, postgres, ids, clock);
    cancelPayment = new CancelPayment(readCart, carts, liveCarts, settlePayment, ids, clock);
    readCheckout = new ReadCheckout(sessions, liveCarts, statuses, settlePayment, clock);
    receiveNotification =
        new ReceiveNotification(
            gateways,
            inbox,
            payments,
            settlePayment,
            new FollowProvider(
                gateways, orders, movements, ledger, moveMoney, postgres, ids, clock),
            new Afterwards(limits.notificationsAtOnce()),
            clock);
    reconcilePayments =
        new ReconcilePayments(
            payments,
            movements,
            orders,
            inbox,
            settlePayment,
            decideOrder,
            moveMoney,
            receiveNotification,
            reconcilers,
            limits.gateways().longestCall(),
            random,
            clock);
    exportCustomer = new ExportCustomer(customers);
    eraseCustomer = new EraseCustomer(customers, liveCarts, postgres, ids, clock);
    deleteSavedCustomers =
        new DeleteSavedCustomers(new PgLeavingCustomers(postgres), gateways, clock);
    manageWebhooks = new ManageWebhooks(webhooks, deliveries, postgres, ids, random, clock);

    deliveryMeters = new DeliveryMeters(meters.registry(), clock);
    courier =
        new Courier(
            new DeliverMessages(
                deliveries,
                new Platforms(webhooks, deliveries, bodies, random, clock),
                new RouteOrders(
                    brands, orders, new MerchantOrderRequests(), decideOrder, random, clock),
                egressClient,
                postgres,
                deliveryMeters,
                random,
                clock),
            bell,
            limits.deliveriesAtOnce(),
            limits.deliverEvery(),
            limits.deliveryLease());
  }

  /** An event is committed, and with it what is to be told of it. */
  private void happened(CheckoutEvent.Type type) {
    meters.happened(type);
    bell.ring();
  }

  /** Waits for what is reconciled at this moment; what does not end in time is done by others. */
  private void awaitReconcilers() {
    reconcilers.shutdown();
    try {
      if (!reconcilers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        reconcilers.shutdownNow();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      reconcilers.shutdownNow();
    }
  }

  /** In the order of dependence: who asks first, the database last. */
  @Override
  public void close() {
    try (postgres;
        statuses;
        plugins;
        resolver;
        egressClient;
        courier) {
      awaitReconcilers();
      gateways.close();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
