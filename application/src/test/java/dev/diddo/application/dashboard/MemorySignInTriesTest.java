package dev.diddo.application.dashboard;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemorySignInTriesTest extends SignInTriesContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
