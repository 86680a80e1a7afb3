package dev.diddo.bootstrap;

import dev.diddo.domain.payment.Handover;
import dev.diddo.http.Authentication;
import dev.diddo.http.Endpoints;
import dev.diddo.http.HttpService;
import dev.diddo.http.Idempotency;
import dev.diddo.http.OperatorDoor;
import dev.diddo.http.RateLimits;
import dev.diddo.http.Routes;
import dev.diddo.http.Telemetry;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.cart.CartEndpoints;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.catalog.CatalogEndpoints;
import dev.diddo.http.catalog.ProductEndpoints;
import dev.diddo.http.catalog.StoreEndpoints;
import dev.diddo.http.customer.CustomerEndpoints;
import dev.diddo.http.dashboard.DashboardEndpoints;
import dev.diddo.http.dashboard.DashboardOrderEndpoints;
import dev.diddo.http.dashboard.DashboardSessionEndpoints;
import dev.diddo.http.dashboard.DashboardWebhookEndpoints;
import dev.diddo.http.management.ManagementService;
import dev.diddo.http.order.FulfilmentEndpoints;
import dev.diddo.http.order.MerchantOrderEndpoints;
import dev.diddo.http.order.OrderEndpoints;
import dev.diddo.http.organization.OrganizationEndpoints;
import dev.diddo.http.page.CheckoutPolicy;
import dev.diddo.http.page.FrameAncestors;
import dev.diddo.http.page.PageEndpoints;
import dev.diddo.http.payment.GatewayEndpoints;
import dev.diddo.http.payment.PaymentEndpoints;
import dev.diddo.http.session.CartShippingEndpoints;
import dev.diddo.http.session.SessionEndpoints;
import dev.diddo.http.session.SessionJson;
import dev.diddo.http.share.QrEndpoints;
import dev.diddo.http.status.StatusEndpoints;
import dev.diddo.http.status.StatusJson;
import dev.diddo.http.webhook.OrderDeliveryEndpoints;
import dev.diddo.http.webhook.WebhookEndpoints;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service's two listeners, with every endpoint that they serve. */
final class Edge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  private final Config config;
  private final Limits limits;
  private final HttpService http;
  private final ManagementService management;
  private final AtomicBoolean stopping = new AtomicBoolean();

  Edge(Wiring wiring, Config config, Limits limits) {
    this.config = config;
    this.limits = limits;
    var rateLimits = new RateLimits(config.rateLimitScale(), limits.clients(), System::nanoTime);
    this.http =
        new HttpService(
            wiring.vertx,
            new HttpService.Parts(
                Routes.of(endpoints(wiring, limits)),
                new Authentication(
                    wiring.authenticateKey,
                    wiring.tokens,
                    new OperatorDoor(
                        wiring.authenticateOperator, wiring.ownOrigin, wiring.operatorCookie),
                    rateLimits),
                rateLimits,
                new Idempotency(wiring.idempotencyKeys, wiring.postgres, wiring.clock),
                config.clientAddresses(),
                new Telemetry(wiring.meters.registry()),
                limits.http(),
                wiring.ids));
    this.management =
        new ManagementService(
            wiring.vertx,
            limits.http(),
            wiring.meters.registry(),
            () -> !stopping.get() && wiring.postgres.isWritable());
  }

  static List<Endpoints> endpoints(Wiring w, Limits limits) {
    var cartJson = new CartJson(w.links);
    var cartAnswers = new CartAnswers(w.readCart, w.watchCart, cartJson);
    var webhooks =
        new WebhookEndpoints(w.manageWebhooks, w.webhooks, w.deliveries, w.bodies, w.egressRules);
    var orderDeliveries = new OrderDeliveryEndpoints(w.orders, w.deliveries, w.manageWebhooks);
    var orders = new OrderEndpoints(w.orders, w.stores, w.liveCarts);
    var merchantOrders =
        new MerchantOrderEndpoints(
            w.orders, w.liveCarts, w.refundOrder, w.decideOrder, w.cancelOrder);
    var fulfilments =
        new FulfilmentEndpoints(
            w.orders, w.liveCarts, w.fulfilOrder, w.returnLines, w.requireAction);
    return List.of(
        new PageEndpoints(
            new FrameAncestors(w.carts, w.organizations, limits.remembered()),
            CheckoutPolicy.embedding(embedded(w))),
        new OrganizationEndpoints(w.organizations, w.gateways, w.postgres),
        new StoreEndpoints(w.stores, w.brands, w.egressRules, w.postgres, w.ids, w.random),
        new CatalogEndpoints(w.stores, w.importCatalog, limits.importsAtOnce()),
        new ProductEndpoints(w.products, w.stores),
        new CartEndpoints(w.readCart, w.changeCart, w.cancelPayment, cartAnswers, w.ids),
        new CartShippingEndpoints(
            w.readCart, w.beginCheckout, w.describeBuyer, w.chooseShipping, cartAnswers),
        new StatusEndpoints(w.watchCart, w.readCart, new StatusJson(cartJson), w.clock),
        new SessionEndpoints(
            w.mintToken,
            w.beginCheckout,
            w.describeBuyer,
            w.chooseShipping,
            w.readCheckout,
            w.readCart,
            cartAnswers,
            new SessionJson(cartJson, w.chooseGateway, w.organizations)),
        new PaymentEndpoints(w.openPayment, w.cancelPayment, w.readCart, cartAnswers),
        new GatewayEndpoints(w.receiveNotification, w.gateways),
        new QrEndpoints(w.carts, w.links),
        orders,
        webhooks,
        orderDeliveries,
        new CustomerEndpoints(w.exportCustomer, w.eraseCustomer),
        merchantOrders,
        fulfilments,
        new DashboardSessionEndpoints(w.signIn, w.signOut, w.ownOrigin, w.operatorCookie),
        new DashboardOrderEndpoints(orders, merchantOrders, fulfilments, w.recordAct),
        new DashboardWebhookEndpoints(webhooks, orderDeliveries, w.recordAct),
        new DashboardEndpoints(
            w.organizations, w.stores, w.orders, w.dashboards, w.auditLog, w.recordAct));
  }

  /** The gateways by which buyers can pay within the checkout page. */
  private static List<String> embedded(Wiring w) {
    return w.gateways.names().stream()
        .filter(name -> w.chooseGateway.modes(name).contains(Handover.Mode.EMBEDDED))
        .toList();
  }

  /** Health first, so that whoever watches the start sees it; then the doors open. */
  void open() {
    listen(
        Config.MANAGEMENT_PORT,
        config.managementHost(),
        config.managementPort(),
        management::listen);
    listen(Config.HTTP_PORT, config.httpHost(), config.httpPort(), http::listen);
  }

  private void listen(
      Setting<Integer> setting,
      String host,
      int port,
      BiFunction<String, Integer, Future<Integer>> door) {
    try {
      await(door.apply(host, port), limits.start());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IOException taken) {
        throw new BadSettingException(
            "%s: cannot listen on %s:%d: %s"
                .formatted(setting.name(), host, port, taken.getMessage()));
      }
      throw failed;
    }
  }

  /**
   * Says that it is not ready, gives those who ask the time to hear it, and lets those finish who
   * are being served.
   */
  @Override
  public void close() {
    stopping.set(true);
    try {
      Thread.sleep(limits.notice());
      await(http.drain(), limits.drain());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (CompletionException late) {
      LOG.warn("Some requests were cut off: {}", late.getMessage());
    } finally {
      await(management.close(), limits.start());
    }
  }

  private static void await(Future<?> future, Duration patience) {
    future
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
