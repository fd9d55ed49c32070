package org.multiengine.test.cluster.client;

import java.io.IOException;
import java.nio.file.Path;
import org.multiengine.client.MultiEngineClient;

/**
 * A program that prints "ready", waits for a byte, and then connects to a cluster and prints the
 * value of {@code kept}.
 */
final class WaitingProgram {

  private WaitingProgram() {}

  /** Runs the program; its argument is the connection file. */
  public static void main(String[] args) throws IOException {
    System.out.println("ready");
    var unused = System.in.read();
    try (MultiEngineClient mec = MultiEngineClient.connect(Path.of(args[0]))) {
      System.out.println(mec.pull("kept"));
    }
  }
}
