package dev.diddo.application.idempotency;

import dev.diddo.application.MemoryDatabase;
import java.util.function.Supplier;

/** Transactions in memory: nobody else does anything meanwhile. */
public final class MemoryTransactions implements Transactions {
  private final MemoryDatabase database;

  public MemoryTransactions(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    return database.alone(work);
  }
}
