package dev.diddo.application.session;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryCheckoutSessionsTest extends CheckoutSessionsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
