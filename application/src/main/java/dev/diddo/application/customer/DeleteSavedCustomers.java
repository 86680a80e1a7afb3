package dev.diddo.application.customer;

import dev.diddo.application.customer.LeavingCustomers.Leaving;
import dev.diddo.application.payment.Gateways;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Has gateways forget the customers who were erased here, as often as it takes: their ids are kept
 * until then, and not whose they were.
 */
public final class DeleteSavedCustomers {
  private static final int AT_ONCE = 20;

  /** Longer than a gateway may take for all of them. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  /** After ten tries once a day: a gateway may have been taken out for good. */
  private static final int MAX_DOUBLINGS = 10;

  private final LeavingCustomers leaving;
  private final Gateways gateways;
  private final InstantSource clock;

  public DeleteSavedCustomers(LeavingCustomers leaving, Gateways gateways, InstantSource clock) {
    this.leaving = leaving;
    this.gateways = gateways;
    this.clock = clock;
  }

  /** One round; answers how many are gone since. */
  public int run() {
    int gone = 0;
    for (var each : leaving.claimDue(clock.instant(), AT_ONCE, LEASE)) {
      if (delete(each)) {
        gone++;
      }
    }
    return gone;
  }

  private boolean delete(Leaving each) {
    return switch (gateways.deleteCustomer(
        each.customer().gateway(), each.customer().gatewayId())) {
      // A gateway that cannot delete will not learn it by being asked again.
      case DONE, NOT_OFFERED -> {
        leaving.gone(each);
        yield true;
      }
      case UNKNOWN -> {
        leaving.askAgain(each, clock.instant().plus(pause(each.tries())));
        yield false;
      }
    };
  }

  private static Duration pause(int tries) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
  }
}
