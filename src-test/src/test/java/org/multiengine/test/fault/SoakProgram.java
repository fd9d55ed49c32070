package org.multiengine.test.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;

/**
 * A program whose clients come and go: each makes some calls with values of all sizes and
 * functions, and closes. The program prints a line for each round of calls, and ends with its
 * standard input, or with status 1 at once if a value that comes back is another.
 */
final class SoakProgram {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CLIENTS = 3;
  private static final int MAX_CALLS = 20;
  private static final int MAX_SIZE_BITS = 23;

  /** So few that engines have compiled all of them soon. */
  private static final int TEXTS = 20;

  private SoakProgram() {}

  /** Runs the program; its arguments are the connection file and the begin of its names. */
  public static void main(String[] args) throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      String name = args[1] + "_" + i;
      Thread clients = new Thread(() -> run(Path.of(args[0]), name), "clients " + i);
      clients.setDaemon(true);
      clients.start();
    }
    var unused = System.in.read();
    System.exit(0);
  }

  private static void run(Path file, String name) {
    Random random = new Random();
    while (true) {
      try (MultiEngineClient mec = MultiEngineClient.connect(file)) {
        for (int calls = random.nextInt(MAX_CALLS); calls >= 0; calls--) {
          exchange(mec, random, name);
        }
      } catch (KernelError | TimeoutException lost) {
        System.out.println("lost"); // with its engine or with the cluster
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Calls all engines; fails if one of them is lost, whose process may have been killed. */
  private static void exchange(MultiEngineClient mec, Random random, String name)
      throws InterruptedException, TimeoutException {
    byte[] sent = new byte[random.nextInt(1 << random.nextInt(MAX_SIZE_BITS + 1)) + 1];
    random.nextBytes(sent);
    List<PendingResult<?>> calls = new ArrayList<>();
    calls.add(mec.pushAsync(Map.of(name, sent)));
    PendingResult<List<Object>> pull = mec.pullAsync(name);
    calls.add(mec.applyAsync(engine -> String.valueOf(engine.get("id"))));
    calls.add(mec.executeAsync("println id; 'x' * " + random.nextInt(TEXTS)));
    calls.add(mec.executeAsync("def f(a) { a + 1 }; f(1)"));
    for (PendingResult<?> call : calls) {
      call.get(LIMIT);
    }
    for (Object pulled : pull.get(LIMIT)) {
      if (!(pulled instanceof byte[] same) || !Arrays.equals(same, sent)) {
        System.err.println("another value came back");
        Runtime.getRuntime().halt(1);
      }
    }
    System.out.println("done");
  }
}
