package dev.diddo.application.order;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryOrderActsTest extends OrderActsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
