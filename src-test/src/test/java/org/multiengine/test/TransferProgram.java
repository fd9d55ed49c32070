package org.multiengine.test;

import java.io.IOException;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;

/**
 * A program with two engine processes, one of which is killed while it takes, and then while it
 * gives, an array of as many megabytes as its argument says. It prints how long it took, in
 * milliseconds, in a line for each.
 */
final class TransferProgram {

  private TransferProgram() {}

  /** Runs the program; ends with status 1 if something is not as it must be. */
  public static void main(String[] args) throws IOException {
    try (LocalCluster cluster =
        LocalCluster.builder()
            .processes(2)
            .javaOptions("-Xmx3g")
            .onStart(StartListener.silent())
            .start()) {
      var faults = new TransferFaults(cluster, Integer.parseInt(args[0]));
      print(faults.duringPush());
      print(faults.duringPull());
    }
  }

  private static void print(TransferFaults.Times times) {
    System.out.println("times " + times.known().toMillis() + " " + times.serves().toMillis());
  }
}
