package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;

/** Tests processes with small heaps that are to move far more than they have room for. */
@Tag("fault")
@Tag("long")
@Timeout(600)
final class MemoryBudgetTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String HEAP = "-Xmx300m";

  private static final int PULLS = 200;
  private static final int PULLED_BYTES = 48 << 20;

  private static final int LARGE_BYTES = 64 << 20;
  private static final int LARGE_PIECES = 48;
  private static final int SMALL_BYTES = 256 << 10;
  private static final int SMALL_PIECES = 4_096;
  private static final int OPEN_LARGE = 2;
  private static final int OPEN_SMALL = 64;

  /** Pulls over shared memory and the Unix socket, and over TLS. */
  @ParameterizedTest
  @ValueSource(strings = {"/tmp", ""})
  @Fault(
      value = "10.10 200 pulls of 48 MB at once from an engine with a heap of 300 MB",
      outcome = "all succeed, the engine keeps its values")
  void pull_manyLargeValuesAtOnce_allArriveAndTheEngineLives(String sockets) throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (LocalCluster cluster =
            Clusters.processes(1, HEAP)
                .setting("multiengine.link.local-socket.folder", sockets)
                .start();
        MultiEngineClient mec = cluster.connect()) {
      var unused = cluster.onEngines(events::add);
      mec.execute("kept = 'precious'; block = new byte[" + PULLED_BYTES + "]; block[7] = 7");
      Queue<PendingResult<List<Object>>> pulls = new ArrayDeque<>();
      for (int i = 0; i < PULLS; i++) {
        pulls.add(mec.pullAsync("block"));
      }

      while (!pulls.isEmpty()) {
        assertThat(pulls.remove().get(LIMIT))
            .singleElement()
            .satisfies(
                block -> {
                  assertThat((byte[]) block).hasSize(PULLED_BYTES);
                  assertThat(((byte[]) block)[7]).isEqualTo((byte) 7);
                });
      }

      assertThat(mec.pull("kept")).isEqualTo(List.of("precious"));
      assertThat(events).isEmpty();
    }
  }

  @Test
  @Fault(
      value = "10.11 4 GB pushed to an application with a heap of 300 MB whose guard refuses all",
      outcome = "AccessDenied for each piece; the application goes on")
  void push_toAnApplicationThatRefusesAll_isDeniedAndTheApplicationLives(@TempDir Path home)
      throws Exception {
    ProcessBuilder program = Children.java(RefusingApplication.class.getName(), home.toString());
    program.command().add(1, HEAP);
    Process application = program.redirectError(home.resolve("errors").toFile()).start();
    try {
      assertThat(application.inputReader().readLine()).isEqualTo(RefusingApplication.READY);
      try (MultiEngineClient mec =
          MultiEngineClient.connect(RefusingApplication.folder(home).connectionFile())) {
        push(mec, new byte[LARGE_BYTES], LARGE_PIECES, OPEN_LARGE);
        push(mec, new byte[SMALL_BYTES], SMALL_PIECES, OPEN_SMALL);
      }

      end(application);
      String peak = application.inputReader().readLine();
      System.out.println("peak heap of the application: " + peak + " MiB");
      assertThat(Integer.parseInt(peak)).isLessThan(250);
      assertThat(Children.awaitExit(application)).isZero();
    } finally {
      application.destroyForcibly();
    }
  }

  private static void push(MultiEngineClient mec, byte[] piece, int pieces, int open)
      throws InterruptedException, TimeoutException {
    Queue<PendingResult<?>> pushes = new ArrayDeque<>();
    for (int i = 0; i < pieces; i++) {
      if (pushes.size() == open) {
        assertDenied(pushes.remove());
      }
      pushes.add(mec.pushAsync(Map.of("piece", piece)));
    }
    while (!pushes.isEmpty()) {
      assertDenied(pushes.remove());
    }
  }

  private static void assertDenied(PendingResult<?> push) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> push.get(LIMIT));
    assertThat(error.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.error()).isInstanceOf(AccessDenied.class));
  }

  private static void end(Process application) throws IOException {
    OutputStream input = application.getOutputStream();
    input.write('\n');
    input.flush();
  }
}
