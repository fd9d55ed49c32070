package org.multiengine.bench.contender;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.multiengine.bench.table.Work;

/** A running system that does the work: Multiengine, a peer, or a floor without any framework. */
public interface Contender extends AutoCloseable {

  /** Returns what it can do. */
  Set<Work> works();

  /**
   * Does a work several times, one after the other.
   *
   * @return how long each took, in nanoseconds
   */
  long[] time(Work work, int times) throws Exception;

  /** Returns the processes it has started. */
  List<Long> pids();

  /** Ends it with all its processes. */
  @Override
  void close() throws IOException;
}
