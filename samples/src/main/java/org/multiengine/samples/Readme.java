package org.multiengine.samples;

import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;

/** The example of the README. */
final class Readme {

  private Readme() {}

  /** Runs the example. */
  public static void main(String[] args) {
    // snippet: readme
    try (LocalCluster cluster = LocalCluster.start(4);
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = id * 10");
      System.out.println(mec.pull("a")); // [0, 10, 20, 30]
      System.out.println(mec.map(x -> x * x, List.of(1, 2, 3, 4, 5))); // [1, 4, 9, 16, 25]
    }
    // end
  }
}
