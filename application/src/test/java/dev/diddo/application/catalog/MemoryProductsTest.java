package dev.diddo.application.catalog;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;

class MemoryProductsTest extends ProductsContract {
  @Override
  protected Ports ports() {
    return Ports.inMemory(new MemoryDatabase(), clock, ids);
  }
}
