package dev.diddo.application.dashboard;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryOperatorSessionsTest extends OperatorSessionsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
