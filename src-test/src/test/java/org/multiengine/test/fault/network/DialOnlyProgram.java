package org.multiengine.test.fault.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;

/**
 * A client program on a machine that nobody can dial. It prints its results in lines, and waits for
 * a line of its standard input where the network is to be cut.
 */
final class DialOnlyProgram {

  /** The number of numbered requests. */
  static final int REQUESTS = 1_000;

  /** How many of them are sent before the cut; the others are sent during the cut. */
  private static final int SENT_BEFORE = 750;

  /** How many of them have run before the cut. */
  private static final int RUN_BEFORE = 500;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int LARGE = 400_000;

  /** A class that engines must fetch from this program. */
  record Note(String text, int number) {

    /** Returns whether the class is one of the process's own. */
    static boolean isOfTheProcess() {
      return Note.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }
  }

  private final Path file;
  private MultiEngineClient mec;

  private DialOnlyProgram(Path file) {
    this.file = file;
    this.mec = MultiEngineClient.connect(file);
  }

  /** Runs the program; the arguments are the connection file, what to do, and code that waits. */
  public static void main(String[] args) throws Exception {
    var program = new DialOnlyProgram(Path.of(args[0]));
    switch (args[1]) {
      case "calls" -> program.calls();
      case "numbered" -> program.numbered();
      default -> program.waitFor(args[2]);
    }
    program.mec.close();
    System.out.println("closed");
  }

  private static void show(String name, @Nullable Object value) {
    System.out.println(name + ": " + value);
  }

  private void calls() {
    show("ids", mec.ids());
    show("execute", mec.execute("a = id * 10; a").get(1).display());
    mec.push(Map.of("b", 7));
    show("pull", mec.pull("b"));
    mec.scatter("s", List.of(1, 2, 3, 4, 5, 6));
    mec.execute("t = s.collect { it * 2 }");
    show("gather", mec.gather("t"));
    int captured = 100;
    show("map", mec.map(n -> new Note("note", n + captured).number(), List.of(1, 2, 3)));
    show("own class", mec.apply(engine -> Note.isOfTheProcess()));
    double[] large = IntStream.range(0, LARGE).asDoubleStream().toArray();
    mec.engines(0).push(Map.of("large", large));
    show("large", Arrays.equals(large, (double[]) mec.engines(0).pull("large").get(0)));
  }

  private void numbered() throws Exception {
    DirectView engine = mec.engines(0);
    engine.execute("numbers = []");
    List<PendingResult<?>> pending = new ArrayList<>();
    send(engine, pending, SENT_BEFORE);
    pending.get(RUN_BEFORE - 1).get(LIMIT);
    pause("run", RUN_BEFORE);
    send(engine, pending, REQUESTS);
    show("sent", REQUESTS);
    for (PendingResult<?> each : pending) {
      each.get(LIMIT);
    }
    Object numbers = engine.pull("numbers").get(0);
    pause("in order", numbers.equals(IntStream.range(0, REQUESTS).boxed().toList()));
  }

  private static void send(DirectView engine, List<PendingResult<?>> pending, int until) {
    for (int number = pending.size(); number < until; number++) {
      pending.add(engine.executeAsync("sleep 5; numbers << " + number + "; null"));
    }
  }

  /** Prints a line and waits for one. */
  private static void pause(String name, Object value) throws IOException {
    show(name, value);
    int read = System.in.read();
    while (read != '\n' && read >= 0) {
      read = System.in.read();
    }
  }

  /** Has a call open while the network is cut, and makes another one afterwards. */
  private void waitFor(String code) throws Exception {
    DirectView engine = mec.engines(0);
    engine.execute("kept = 41");
    PendingResult<?> call = engine.executeAsync(code);
    pause("calling", code);
    show("failed", reason(call));
    pause("client is closed", mec.isClosed());
    if (mec.isClosed()) {
      mec = MultiEngineClient.connect(file);
    }
    show("later", mec.engines(0).execute("kept + 1").get(0).display());
  }

  private static String reason(PendingResult<?> call) throws InterruptedException {
    try {
      return "not at all: " + call.get(LIMIT);
    } catch (CompositeError error) {
      return String.valueOf(error.entries().get(0).error());
    } catch (KernelError | TimeoutException error) {
      return String.valueOf(error);
    }
  }
}
