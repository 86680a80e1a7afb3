package dev.diddo.application.payment;

import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the movements of money are kept that a gateway is asked for. */
public interface Movements extends Due<Movements.Owned> {
  /** Stores new ones, due at once. */
  void add(Tenant tenant, List<Movement> movements);

  /**
   * Stores one that gives back money which came for nothing, unless one of this payment is pending
   * already; answers whether it was stored.
   */
  boolean addReturn(Tenant tenant, Movement movement);

  Optional<Movement> find(Tenant tenant, MovementId id);

  /** Oldest first. */
  List<Movement> ofPayment(Tenant tenant, PaymentId payment);

  /**
   * Stores how far it is, if it still is pending; false if somebody was quicker.
   *
   * @param at when the gateway is to be asked again; once it is over, when it ended
   */
  boolean save(Tenant tenant, Movement movement, Instant at);

  /** Stores that one which was made has come back; false if that is stored already. */
  boolean bounce(Tenant tenant, Movement movement, Instant at);

  /** A movement with its owner. */
  record Owned(Tenant tenant, Movement movement) {}
}
