package org.multiengine.core.task.mark;

import org.multiengine.core.task.AttemptId;

/**
 * An attempt in 16 bytes.
 *
 * @param client the hash of the client's name
 * @param numbers the number of the task, and that of the attempt in the lowest 16 bits
 */
record Mark(long client, long numbers) {

  private static final int ATTEMPT_BITS = 16;
  private static final int ATTEMPT_MASK = (1 << ATTEMPT_BITS) - 1;

  /** The parameters of the hash FNV-1a for 64 bits. */
  private static final long HASH_START = 0xcbf29ce484222325L;

  private static final long HASH_FACTOR = 0x100000001b3L;

  static Mark of(AttemptId id) {
    return new Mark(
        hash(id.task().client()),
        id.task().number() << ATTEMPT_BITS | (id.number() & ATTEMPT_MASK));
  }

  static long hash(String client) {
    long hash = HASH_START;
    for (int i = 0; i < client.length(); i++) {
      hash = (hash ^ client.charAt(i)) * HASH_FACTOR;
    }
    return hash;
  }

  long task() {
    return numbers >> ATTEMPT_BITS;
  }

  int attempt() {
    return (int) (numbers & ATTEMPT_MASK);
  }
}
