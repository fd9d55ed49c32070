package org.multiengine.test.cluster.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.multiengine.client.MultiEngineClient;

/**
 * A client that exchanges large values with all engines of a cluster, says so, and ends when its
 * input ends.
 */
final class LargeValuesProgram {

  /** The line that it prints then. */
  static final String READY = "large values came back";

  private static final int NUMBERS = 1 << 20;

  private LargeValuesProgram() {}

  /**
   * Runs the program.
   *
   * @param args the path of a connection file
   */
  public static void main(String[] args) throws IOException {
    try (MultiEngineClient mec = MultiEngineClient.connect(Path.of(args[0]))) {
      exchange(mec);
      System.out.println(READY);
      var unused = System.in.read();
    }
  }

  /** Sends a value of 8 MiB to each engine and fetches it again. */
  static void exchange(MultiEngineClient mec) {
    double[] numbers = new double[NUMBERS];
    Arrays.setAll(numbers, Math::sqrt);
    mec.push(Map.of("numbers", numbers));
    for (Object fetched : mec.pull("numbers")) {
      if (!(fetched instanceof double[] same) || !Arrays.equals(same, numbers)) {
        throw new AssertionError("another value came back");
      }
    }
  }
}
