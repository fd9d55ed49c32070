package org.multiengine.magics.builtin.values;

import java.util.List;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Timing;
import org.multiengine.core.identity.EngineId;

/** What copies of files between machines have in common. */
final class TransferredFiles {

  private TransferredFiles() {}

  /** Returns the engines of a call that has ended, in the order of its results. */
  static List<Integer> engines(PendingResult<?> ended) {
    return ended.timings().stream().map(Timing::engine).map(EngineId::value).toList();
  }

  /** Returns the local name of a file of one of several engines, for example {@code a-2.csv}. */
  static String nameFor(String name, int engine) {
    int dot = name.lastIndexOf('.');
    int end = dot <= 0 ? name.length() : dot;
    return name.substring(0, end) + "-" + engine + name.substring(end);
  }
}
