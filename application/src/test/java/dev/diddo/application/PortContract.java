package dev.diddo.application;

import dev.diddo.domain.id.Ids;
import dev.diddo.domain.organization.Tenant;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every contract of a port begins with. Whoever keeps a port's promises extends the contract
 * and supplies the ports; rows that a test needs are made through the ports themselves.
 */
public abstract class PortContract {
  protected final SteppingClock clock = new SteppingClock();
  protected final Ids ids = new CountingIds();

  protected Ports ports;
  protected Shop shop;

  /** Somebody who sees nothing of the shop's. */
  protected Shop stranger;

  protected Tenant tenant;

  /**
   * All ports over one store that is empty. They take the time from {@link #clock} and new ids from
   * {@link #ids}. Called once for each test.
   */
  protected abstract Ports ports();

  @BeforeEach
  void open_the_shop() {
    ports = ports();
    shop = Shop.in(ports, clock, ids);
    stranger = Shop.in(ports, clock, ids);
    tenant = shop.tenant();
  }

  /** The same shop's other environment, which sees nothing of this one either. */
  protected Tenant production() {
    return shop.production().tenant();
  }
}
