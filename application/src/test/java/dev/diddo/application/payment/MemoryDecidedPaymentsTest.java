package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryDecidedPaymentsTest extends DecidedPaymentsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
