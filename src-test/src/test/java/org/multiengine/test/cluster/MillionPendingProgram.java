package org.multiengine.test.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.test.support.Gate;

/**
 * A program that makes a million calls before the first can end. It prints the bytes of heap that
 * each call takes while it waits, while its result is unread, and after it is forgotten.
 */
final class MillionPendingProgram {

  static final int MANY = 1_000_000;

  private MillionPendingProgram() {}

  /** Runs the program; its argument is the file of a gate. */
  public static void main(String[] args) {
    Gate gate = new Gate(Path.of(args[0]));
    try (LocalCluster cluster = LocalCluster.builder().processes(1).start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = 0");
      long before = usedBytes();
      List<PendingResult<ResultList>> pendings = new ArrayList<>(MANY);
      pendings.add(mec.executeAsync(gate.pass()));
      for (int i = 1; i < MANY; i++) {
        pendings.add(mec.executeAsync("a += 1"));
      }
      long waiting = usedBytes() - before;
      gate.open();
      mec.barrier(pendings);
      long unread = usedBytes() - before;
      if (!mec.pull("a").equals(List.of(MANY - 1))) {
        throw new AssertionError("not every call has run");
      }
      pendings.clear();
      long forgotten = usedBytes() - before;
      System.out.println(waiting / MANY + " " + unread / MANY + " " + forgotten / MANY);
    }
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
