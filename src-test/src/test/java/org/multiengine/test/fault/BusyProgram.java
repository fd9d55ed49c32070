package org.multiengine.test.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/**
 * A program that always has calls of many kinds open on all engines of a cluster: it executes,
 * prints, pushes, pulls, sends functions and objects. It prints "busy" when the first of each have
 * succeeded, and ends with its standard input.
 */
final class BusyProgram {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int NUMBERS = 20_000;

  /** An object whose class the engines do not have. */
  record Note(String text) {}

  private BusyProgram() {}

  /** Runs the program in a JVM of its own and waits until it is busy. */
  static Process start(Path connectionFile) throws IOException {
    ProcessBuilder program = Children.java(BusyProgram.class.getName(), connectionFile.toString());
    program.command().add(1, Clusters.QUICK);
    Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String line = process.inputReader().readLine();
    if (!"busy".equals(line)) {
      process.destroyForcibly();
      throw new IOException("the program has ended before it was busy");
    }
    return process;
  }

  /** Runs the program; its argument is the connection file. */
  public static void main(String[] args) throws IOException {
    Thread calls = new Thread(() -> run(Path.of(args[0])), "calls");
    calls.setDaemon(true);
    calls.start();
    var unused = System.in.read();
    Runtime.getRuntime().halt(0);
  }

  private static void run(Path file) {
    try (MultiEngineClient mec = MultiEngineClient.connect(file)) {
      boolean told = false;
      while (!mec.isClosed()) {
        if (roundSucceeds(mec) && !told) {
          System.out.println("busy");
          told = true;
        }
      }
    }
  }

  /**
   * Makes one call of each kind, and returns whether all succeed. Calls fail when engines are lost.
   */
  private static boolean roundSucceeds(MultiEngineClient mec) {
    try {
      for (PendingResult<?> pending : begin(mec)) {
        pending.get(LIMIT);
      }
      return true;
    } catch (KernelError | TimeoutException lost) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<PendingResult<?>> begin(MultiEngineClient mec) {
    String captured = "note of " + ProcessHandle.current().pid();
    List<PendingResult<?>> begun = new ArrayList<>();
    begun.add(
        mec.pushAsync(Map.of("block", IntStream.range(0, NUMBERS).asDoubleStream().toArray())));
    begun.add(mec.pullAsync("block"));
    begun.add(mec.executeAsync("sleep 20; println 'x' * 1000"));
    begun.add(mec.applyAsync(engine -> new Note(captured).text() + engine.get("id")));
    begun.add(mec.pushAsync(Map.of("note", new Note(captured))));
    return begun;
  }
}
