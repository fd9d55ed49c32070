package org.multiengine.samples;

import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;

/** The example of the README. */
final class Readme {

  private Readme() {}

  /** Runs the example. */
  public static void main(String[] args) throws InterruptedException {
    // snippet: readme
    try (LocalCluster cluster = LocalCluster.start(4);
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = id * 10");
      System.out.println(mec.pull("a")); // [0, 10, 20, 30]
      System.out.println(mec.map(x -> x * x, List.of(1, 2, 3, 4, 5))); // [1, 4, 9, 16, 25]
      System.out.println(mec.balanced().submit(() -> 6 * 7).get()); // 42, by an engine that is free
    }
    // end
  }
}
