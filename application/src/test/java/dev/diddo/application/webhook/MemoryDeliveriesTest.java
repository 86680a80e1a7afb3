package dev.diddo.application.webhook;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryDeliveriesTest extends DeliveriesContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
