package org.multiengine.samples;

import java.util.Map;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;

/** The example on the guide's page first-steps.md. */
final class FirstSteps {

  private FirstSteps() {}

  /** Runs the example. */
  public static void main(String[] args) throws InterruptedException {
    // snippet: first-steps
    try (LocalCluster cluster = LocalCluster.start(4);
        MultiEngineClient mec = cluster.connect()) {
      System.out.println(mec.ids()); // [0, 1, 2, 3]
      mec.push(Map.of("a", 5, "b", 10));
      System.out.println(mec.engines(0, 2).execute("c = a + b + id; println c"));
      PendingResult<ResultList> pending = mec.executeAsync("sleep 1000; d = id ** 2");
      System.out.println(mec.queueStatus()); // answered while the engines sleep
      pending.get();
      System.out.println(mec.pull("d")); // [0, 1, 4, 9]
    }
    // end
  }
}
