package dev.diddo.application.merchant;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryBrandsTest extends BrandsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
