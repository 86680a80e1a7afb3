package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryLiveCartsTest extends LiveCartsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
