package org.multiengine.samples.guide;

import java.util.Arrays;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.NDArray;

/** The snippets of the guide's page on languages. They need Python with NumPy. */
public final class OnPython {

  private OnPython() {}

  /** Runs the snippets. */
  public static void main(String... args) {
    // snippet: start
    try (LocalCluster cluster = LocalCluster.builder().engines(2).language("python").start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("import numpy; a = numpy.array([[2.0, 0.0], [0.0, 3.0]])");
      mec.execute("print(numpy.linalg.eigvals(a))")
          .forEach(each -> System.out.print(each.stdout()));
      scatter(mec);
    }
    // end
  }

  private static void scatter(MultiEngineClient mec) {
    // snippet: scatter
    mec.scatter("x", NDArray.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
    mec.execute("y = x * 10");
    NDArray whole = (NDArray) mec.gather("y");
    double[][] rows = whole.toDoubles2();
    // end
    System.out.println(Arrays.deepToString(rows));
  }
}
