package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryOperatorsTest extends OperatorsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
