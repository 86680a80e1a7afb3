package dev.diddo.application.order;

import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.payment.AttemptTerms;
import dev.diddo.application.payment.CancelOrder;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.MoveMoney;
import dev.diddo.application.payment.PlaceOrder;
import dev.diddo.application.payment.RefundOrder;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.application.payment.SettlePayment;
import dev.diddo.domain.id.Ids;
import java.util.Random;

/** All that can be done with an order, over any ports. */
public record OrderActs(
    FulfilOrder fulfilOrder,
    ReturnLines returnLines,
    RequireAction requireAction,
    CancelOrder cancelOrder,
    RefundOrder refundOrder) {

  public static OrderActs over(Ports ports, Ids ids, SteppingClock clock) {
    var gateways = new ScriptedGateways();
    var orders = ports.orders();
    var payments = ports.payments();
    var transactions = ports.transactions();
    var random = new Random(20_261_123);
    var moveMoney =
        new MoveMoney(
            ports.movements(),
            payments,
            orders,
            ports.ledger(),
            ports.inbox(),
            gateways,
            transactions,
            ids,
            random,
            clock);
    var placeOrder =
        new PlaceOrder(
            ports.liveCarts(),
            ports.sessions(),
            ports.organizations(),
            new AttemptTerms(Shop.PAYMENT_LIFETIME, Shop.STORES_DECIDE),
            ids,
            random,
            clock);
    var messages = new OrderMessages(ports.deliveries(), ids, clock);
    var settlePayment =
        new SettlePayment(
            payments,
            gateways,
            orders,
            messages,
            placeOrder,
            moveMoney,
            ports.liveCarts(),
            ports.statuses(),
            transactions,
            ids,
            clock);
    var decideOrder =
        new DecideOrder(
            orders, payments, settlePayment, moveMoney, messages, transactions, ids, clock);
    return new OrderActs(
        new FulfilOrder(orders, transactions, ids, clock),
        new ReturnLines(orders, ports.stores(), transactions, ids, clock),
        new RequireAction(orders, transactions, ids, clock),
        new CancelOrder(
            orders, payments, decideOrder, moveMoney, messages, transactions, ids, clock),
        new RefundOrder(orders, payments, gateways, moveMoney, transactions, ids, clock));
  }
}
