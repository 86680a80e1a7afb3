package dev.diddo.application;

import dev.diddo.application.cart.CartStatuses;
import dev.diddo.application.cart.Carts;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.cart.MemoryCartStatuses;
import dev.diddo.application.cart.MemoryCarts;
import dev.diddo.application.cart.MemoryLiveCarts;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.catalog.MemoryListings;
import dev.diddo.application.catalog.MemoryProducts;
import dev.diddo.application.catalog.MemoryStores;
import dev.diddo.application.catalog.Products;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.customer.Customers;
import dev.diddo.application.customer.LeavingCustomers;
import dev.diddo.application.customer.MemoryCustomers;
import dev.diddo.application.customer.MemoryLeavingCustomers;
import dev.diddo.application.dashboard.AuditLog;
import dev.diddo.application.dashboard.Dashboards;
import dev.diddo.application.dashboard.MemoryAuditLog;
import dev.diddo.application.dashboard.MemoryDashboards;
import dev.diddo.application.dashboard.MemoryOperatorSessions;
import dev.diddo.application.dashboard.MemorySignInTries;
import dev.diddo.application.dashboard.OperatorSessions;
import dev.diddo.application.dashboard.SignInTries;
import dev.diddo.application.idempotency.IdempotencyKeys;
import dev.diddo.application.idempotency.MemoryIdempotencyKeys;
import dev.diddo.application.idempotency.MemoryTransactions;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.merchant.Brands;
import dev.diddo.application.merchant.MemoryBrands;
import dev.diddo.application.order.MemoryOrders;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.ApiKeys;
import dev.diddo.application.organization.MemoryApiKeys;
import dev.diddo.application.organization.MemoryOperators;
import dev.diddo.application.organization.MemoryOrganizations;
import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.Organizations;
import dev.diddo.application.payment.GatewayCustomers;
import dev.diddo.application.payment.Inbox;
import dev.diddo.application.payment.Ledger;
import dev.diddo.application.payment.MemoryGatewayCustomers;
import dev.diddo.application.payment.MemoryInbox;
import dev.diddo.application.payment.MemoryLedger;
import dev.diddo.application.payment.MemoryMovements;
import dev.diddo.application.payment.MemoryPayments;
import dev.diddo.application.payment.Movements;
import dev.diddo.application.payment.Payments;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.application.session.MemoryCheckoutSessions;
import dev.diddo.application.webhook.Deliveries;
import dev.diddo.application.webhook.MemoryDeliveries;
import dev.diddo.application.webhook.MemoryWebhooks;
import dev.diddo.application.webhook.Webhooks;
import dev.diddo.domain.id.Ids;
import java.time.InstantSource;

/** All ports that keep something, over one store: what one of them writes the others read. */
public record Ports(
    Organizations organizations,
    ApiKeys apiKeys,
    Operators operators,
    OperatorSessions operatorSessions,
    SignInTries signInTries,
    AuditLog auditLog,
    Dashboards dashboards,
    Stores stores,
    Products products,
    Listings listings,
    Carts carts,
    CheckoutSessions sessions,
    LiveCarts liveCarts,
    CartStatuses statuses,
    Payments payments,
    Movements movements,
    Ledger ledger,
    GatewayCustomers gatewayCustomers,
    Customers customers,
    LeavingCustomers leavingCustomers,
    Orders orders,
    Inbox inbox,
    Webhooks webhooks,
    Deliveries deliveries,
    Brands brands,
    IdempotencyKeys idempotencyKeys,
    Transactions transactions) {

  /** All of them over this memory. */
  public static Ports inMemory(MemoryDatabase database, InstantSource clock, Ids ids) {
    return new Ports(
        new MemoryOrganizations(database),
        new MemoryApiKeys(database),
        new MemoryOperators(database),
        new MemoryOperatorSessions(database),
        new MemorySignInTries(database),
        new MemoryAuditLog(database),
        new MemoryDashboards(database),
        new MemoryStores(database),
        new MemoryProducts(database, ids),
        new MemoryListings(database),
        new MemoryCarts(database),
        new MemoryCheckoutSessions(database),
        new MemoryLiveCarts(database),
        new MemoryCartStatuses(database),
        new MemoryPayments(database, clock),
        new MemoryMovements(database),
        new MemoryLedger(database),
        new MemoryGatewayCustomers(database),
        new MemoryCustomers(database),
        new MemoryLeavingCustomers(database),
        new MemoryOrders(database),
        new MemoryInbox(database),
        new MemoryWebhooks(database),
        new MemoryDeliveries(database),
        new MemoryBrands(database),
        new MemoryIdempotencyKeys(database),
        new MemoryTransactions(database));
  }
}
