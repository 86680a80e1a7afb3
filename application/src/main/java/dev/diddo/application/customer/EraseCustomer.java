package dev.diddo.application.customer;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.UnderWay;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes a person out of all that is kept. What was sold and what was paid stays, by nobody. It is
 * refused while somebody still needs to know who they are; repeated, it finds nothing.
 */
public final class EraseCustomer {
  /** Sessions a commit: it locks them, and a few rows for each. */
  static final int BATCH = 100;

  /** Ten thousand sessions a call; whoever has more is no person, and takes several. */
  private static final int MAX_BATCHES = 100;

  private final Customers customers;
  private final LiveCarts liveCarts;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;

  public EraseCustomer(
      Customers customers,
      LiveCarts liveCarts,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.customers = customers;
    this.liveCarts = liveCarts;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Erases the newest first, so that what is refused has changed nothing: what is under way is new.
   * It looks again until nothing is left, and so finds also what was stored meanwhile; or until
   * this is as much as one call may take, and says so.
   */
  public Outcome<Erased, UnderWay> erase(Tenant tenant, Person person) {
    var sum = Erased.NOTHING;
    for (int i = 0; i < MAX_BATCHES; i++) {
      switch (transactions.inOne(() -> eraseNewest(tenant, person))) {
        case Outcome.Refused<CustomerRecords, UnderWay>(var reason) -> {
          return refused(reason);
        }
        case Outcome.Accepted<CustomerRecords, UnderWay>(var records) -> {
          if (records.isEmpty()) {
            return accepted(sum);
          }
          sum = sum.plus(records.size());
        }
      }
    }
    return accepted(sum.asPart());
  }

  private Outcome<CustomerRecords, UnderWay> eraseNewest(Tenant tenant, Person person) {
    var records = customers.lock(tenant, person, BATCH);
    var now = clock.instant();
    var underWay = records.underWay(now);
    if (!underWay.isNothing()) {
      return refused(underWay);
    }
    records.carts().forEach(cart -> end(tenant, cart, now));
    customers.erase(tenant, records, now);
    return accepted(records);
  }

  /** What is priced for an address that nobody knows any more cannot be bought. */
  private void end(Tenant tenant, LiveCart cart, Instant now) {
    if (cart instanceof LiveCart.Open) {
      liveCarts.cancel(
          tenant,
          cart.id(),
          CheckoutEvent.of(
              new EventId(ids.next()), cart.id(), CheckoutEvent.Type.CHECKOUT_CANCELLED, now));
    }
  }
}
