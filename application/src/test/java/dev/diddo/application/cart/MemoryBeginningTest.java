package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryBeginningTest extends BeginningContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
