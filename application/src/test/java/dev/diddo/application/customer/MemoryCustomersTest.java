package dev.diddo.application.customer;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryCustomersTest extends CustomersContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
