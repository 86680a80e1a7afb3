package dev.diddo.application.idempotency;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryIdempotencyKeysTest extends IdempotencyKeysContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
