package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryMovementsTest extends MovementsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
