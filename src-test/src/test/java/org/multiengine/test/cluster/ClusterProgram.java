package org.multiengine.test.cluster;

import java.io.IOException;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;
import org.multiengine.test.support.Clusters;

/**
 * A program with two engine processes. It prints their process ids in one line, and closes its
 * cluster when it reads a byte or the end of its input.
 */
final class ClusterProgram {

  private ClusterProgram() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    try (LocalCluster cluster = Clusters.processes(2).onStart(StartListener.silent()).start()) {
      System.out.println(cluster.pids().get(0) + " " + cluster.pids().get(1));
      var unused = System.in.read();
    }
    System.out.println("closed");
  }
}
