package org.multiengine.core.local;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The amount of memory that this process shares with others. All segments that the process creates
 * take from it, so that many links together stay within one limit. Safe for use by several threads.
 */
final class SharedBytes {

  private static final SharedBytes OF_PROCESS = new SharedBytes();

  private final AtomicLong taken = new AtomicLong();

  /** Returns the amount of this process. */
  static SharedBytes ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Takes bytes, if the amount stays within a limit.
   *
   * @return whether the bytes were taken
   */
  boolean take(long bytes, long limit) {
    long before = taken.get();
    while (bytes <= limit - before) {
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  /** Gives bytes back that were taken. */
  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Returns how many bytes are taken. */
  long taken() {
    return taken.get();
  }
}
