package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.CustomerKey;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;

/** Buyers that gateways keep, in memory. */
public final class MemoryGatewayCustomers implements GatewayCustomers {
  private final MemoryDatabase database;

  public MemoryGatewayCustomers(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<String> find(Tenant tenant, String gateway, String reference) {
    return database.alone(
        () -> database.gatewayCustomers.get(new CustomerKey(tenant, gateway, reference)));
  }

  @Override
  public String add(Tenant tenant, String gateway, String reference, String gatewayId) {
    return database.alone(
        () -> {
          var key = new CustomerKey(tenant, gateway, reference);
          if (database.gatewayCustomers.get(key).isEmpty()) {
            database.gatewayCustomers.put(key, gatewayId);
          }
          return database.gatewayCustomers.get(key).orElseThrow();
        });
  }

  @Override
  public void replace(
      Tenant tenant, String gateway, String reference, String gone, String gatewayId) {
    database.alone(
        () -> {
          var key = new CustomerKey(tenant, gateway, reference);
          var isStill = database.gatewayCustomers.get(key).filter(gone::equals).isPresent();
          if (isStill) {
            database.gatewayCustomers.put(key, gatewayId);
          }
          return isStill;
        });
  }
}
