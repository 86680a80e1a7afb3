package dev.diddo.http;

import java.util.concurrent.Semaphore;

/** So many places and no more, for those who come and go. */
final class Places {
  private final int all;
  private final Semaphore free;

  Places(int all) {
    this.all = all;
    this.free = new Semaphore(all);
  }

  /** Never waits: whoever finds none is turned away. */
  boolean tryTake() {
    return free.tryAcquire();
  }

  /** To be called once by whoever took one. */
  void leave() {
    free.release();
  }

  int taken() {
    return all - free.availablePermits();
  }
}
