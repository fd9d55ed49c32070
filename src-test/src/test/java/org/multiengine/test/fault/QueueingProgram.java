package org.multiengine.test.fault;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Gate;

/**
 * A program whose requests fill the queue of engine 0: the first waits for a gate, the others
 * append their numbers to a list. It prints "queued" when they are in the queue, and ends with its
 * standard input.
 */
final class QueueingProgram {

  /** How many requests wait. */
  static final int WAITING = 100;

  private QueueingProgram() {}

  /**
   * Runs the program in a JVM of its own and waits until its requests are in the engine's queue.
   */
  static Process start(Path connectionFile, Gate gate) throws IOException {
    ProcessBuilder program =
        Children.java(QueueingProgram.class.getName(), connectionFile.toString(), gate.pass());
    program.command().add(1, Clusters.QUICK);
    Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (!"queued".equals(process.inputReader().readLine())) {
      process.destroyForcibly();
      throw new IOException("the program has ended before its requests were queued");
    }
    return process;
  }

  /** Runs the program; its arguments are the connection file and the text that waits. */
  public static void main(String[] args) throws IOException {
    MultiEngineClient mec = MultiEngineClient.connect(Path.of(args[0]));
    DirectView engine = mec.engines(0);
    engine.apply(
        scope -> {
          scope.put("left", new java.util.ArrayList<Integer>());
          scope.put("loader", new WeakReference<>(QueueingProgram.class.getClassLoader()));
          return true;
        });
    var unused = engine.executeAsync(args[1]);
    for (int number = 0; number < WAITING; number++) {
      unused = engine.executeAsync("left << " + number);
    }
    while (engine.queueStatus().get(0).queue().size() < WAITING) {
      Thread.onSpinWait();
    }
    System.out.println("queued");
    int ignored = System.in.read();
    Runtime.getRuntime().halt(ignored < 0 ? 0 : 1);
  }
}
