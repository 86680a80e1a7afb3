package dev.diddo.application.organization;

import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;

/** Who is calling, once they have proved it. */
public sealed interface Caller {
  Tenant tenant();

  /** Whether this live cart of the caller's tenant is theirs to see and to change. */
  boolean mayTouch(CartContents cart);

  /** A platform, by its key: everything of its tenant is its own. */
  record Platform(ApiKey key) implements Caller {
    @Override
    public Tenant tenant() {
      return key.tenant();
    }

    @Override
    public boolean mayTouch(CartContents cart) {
      return true;
    }
  }

  /** A buyer, by a Customer Session Token: the carts of that session and nothing else. */
  record Buyer(Tenant tenant, SessionId session) implements Caller {
    @Override
    public boolean mayTouch(CartContents cart) {
      return cart.session().equals(session);
    }
  }

  /** A person in the support dashboard, who looks at one environment at a time. */
  record Operator(dev.diddo.domain.organization.Operator person, Environment environment)
      implements Caller {
    @Override
    public Tenant tenant() {
      return new Tenant(person.organization(), environment);
    }

    /** What buyers have in their carts is their own business until they order. */
    @Override
    public boolean mayTouch(CartContents cart) {
      return false;
    }
  }
}
