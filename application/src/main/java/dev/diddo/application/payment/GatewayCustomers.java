package dev.diddo.application.payment;

import dev.diddo.domain.organization.Tenant;
import java.util.Optional;

/** Under which ids gateways keep the buyers that a platform has identified. */
public interface GatewayCustomers {
  /**
   * @param reference ours, of the buyer
   */
  Optional<String> find(Tenant tenant, String gateway, String reference);

  /** The first id that was stored stays; it is answered. */
  String add(Tenant tenant, String gateway, String reference, String gatewayId);

  /** Stores another id instead of one that the gateway has no more, if that still is stored. */
  void replace(Tenant tenant, String gateway, String reference, String gone, String gatewayId);
}
