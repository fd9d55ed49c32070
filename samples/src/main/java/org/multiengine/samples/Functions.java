package org.multiengine.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;

/** Functions and arrays on engines, the second example on the guide's page first-steps.md. */
final class Functions {

  private Functions() {}

  /** Runs the example. */
  public static void main(String[] args) {
    try (LocalCluster cluster = LocalCluster.start(4);
        MultiEngineClient mec = cluster.connect()) {
      mec.push(Map.of("a", 5));
      // snippet: functions
      System.out.println(mec.map(x -> Math.pow(x, 10), List.of(1, 2, 3, 4)));
      System.out.println(mec.apply(engine -> engine.id() * engine.get("a", Integer.class)));
      mec.scatter("x", new double[1_000_000]);
      mec.execute("y = x.collect { it + 1 } as double[]");
      double[] y = (double[]) mec.gather("y");
      System.out.println(Arrays.stream(y).sum()); // 1000000.0
      // end
    }
  }
}
