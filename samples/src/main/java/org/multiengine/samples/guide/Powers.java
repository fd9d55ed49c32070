package org.multiengine.samples.guide;

// snippet: powers
import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;

/** Maps a function over engines that run in four processes of their own. */
public final class Powers {

  private Powers() {}

  /** Runs the example. */
  public static void main(String[] args) {
    try (LocalCluster cluster = LocalCluster.builder().processes(4).start();
        MultiEngineClient mec = cluster.connect()) {
      System.out.println(mec.ids());
      System.out.println(mec.map(x -> x * x, List.of(1, 2, 3, 4, 5, 6)));
      System.out.println(mec.apply(engine -> ProcessHandle.current().pid()));
    }
  }
}
// end
