package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryApiKeysTest extends ApiKeysContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
