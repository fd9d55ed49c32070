package org.multiengine.test.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;

/** Tests clients that connect at the same moment: all are served, and engines keep their values. */
@Tag("fault")
@Tag("long")
@Timeout(300)
final class ConcurrentConnectsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int THREADS = 64;
  private static final int PROCESSES = 16;
  private static final String KEPT = "[[0, 7], [1, 7]]";

  private static HostProcess host;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    host = HostProcess.start(folder.resolve("home"), "-n", "2");
    try (MultiEngineClient mec = MultiEngineClient.connect(host.clientFile())) {
      mec.execute("kept = [id, 7]");
    }
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @AfterEach
  void enginesKeepTheirValues() {
    try (MultiEngineClient mec = MultiEngineClient.connect(host.clientFile())) {
      assertThat(mec.pull("kept").toString()).isEqualTo(KEPT);
    }
  }

  private static String connectAndPull(CyclicBarrier together) throws Exception {
    together.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    try (MultiEngineClient mec = MultiEngineClient.connect(host.clientFile())) {
      return mec.pull("kept").toString();
    }
  }

  @Test
  @Fault(value = "10.6 64 threads of a program connect at once", outcome = "all are served")
  void connect_manyThreadsAtOnce_allAreServed(FaultClock clock) throws Exception {
    var together = new CyclicBarrier(THREADS, clock::start);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> pulled = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        pulled.add(threads.submit(() -> connectAndPull(together)));
      }

      for (Future<String> each : pulled) {
        assertThat(each.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KEPT);
      }
      clock.serving();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Fault(value = "10.7 16 programs connect at once", outcome = "all are served")
  void connect_manyProgramsAtOnce_allAreServed(FaultClock clock) throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    List<Process> programs = new ArrayList<>();
    try (MultiEngineClient witness = MultiEngineClient.connect(host.clientFile())) {
      var unused = witness.onEngines(events::add);
      for (int i = 0; i < PROCESSES; i++) {
        programs.add(
            Children.java(WaitingProgram.class.getName(), host.clientFile().toString())
                .redirectErrorStream(true)
                .start());
      }
      for (Process program : programs) {
        assertThat(program.inputReader().readLine()).isEqualTo("ready");
      }
      clock.start();
      for (Process program : programs) {
        OutputStream input = program.getOutputStream();
        input.write('\n');
        input.flush();
      }

      for (Process program : programs) {
        assertThat(program.inputReader().lines().toList()).containsExactly(KEPT);
        assertThat(Children.awaitExit(program)).isZero();
      }
      clock.serving();
      assertThat(witness.pull("kept").toString()).isEqualTo(KEPT);
      assertThat(events).isEmpty();
    } finally {
      programs.forEach(Process::destroyForcibly);
    }
  }
}
