package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;

/**
 * Tests stopping and starting all hosts of a cluster, one after the other, while a client works.
 */
@Tag("fault")
@Tag("long")
@Timeout(400)
final class RollingRestartTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int HOSTS = 3;

  /** What becomes of a call. */
  private enum Outcome {
    DONE,
    LOST,
    RESTARTED,
    NOT_THERE,
    UNCLEAR
  }

  /** Counts what becomes of calls on one engine after the other. */
  private static final class Work extends Thread {
    private final MultiEngineClient mec;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<String> unclear = new ArrayList<>();
    private volatile boolean done;

    Work(MultiEngineClient mec) {
      this.mec = mec;
    }

    @Override
    public void run() {
      for (int call = 0; !done; call++) {
        Outcome outcome = call(call % HOSTS);
        synchronized (outcomes) {
          outcomes.merge(outcome, 1, Integer::sum);
        }
      }
    }

    private Outcome call(int engine) {
      try {
        mec.engines(engine).executeAsync("sleep 20; n = 1").get(LIMIT);
        return Outcome.DONE;
      } catch (InvalidEngineID | NoEnginesRegistered notThere) {
        return Outcome.NOT_THERE;
      } catch (CompositeError e) {
        return outcome(e.entries().get(0).error());
      } catch (Exception e) {
        return outcome(e);
      }
    }

    private Outcome outcome(Exception error) {
      if (error instanceof EngineRestarted) {
        return Outcome.RESTARTED;
      }
      if (error instanceof EngineLost || error instanceof QueueCleared) {
        return Outcome.LOST;
      }
      unclear.add(error.toString());
      return Outcome.UNCLEAR;
    }

    Map<Outcome, Integer> end() throws InterruptedException {
      done = true;
      join(LIMIT.toMillis());
      assertThat(isAlive()).as("a call hangs").isFalse();
      assertThat(unclear).isEmpty();
      return outcomes;
    }
  }

  @Test
  @Fault(
      value = "6.1 all of three hosts stopped and started again while a client works",
      outcome = "ids stay; calls ")
  void hosts_restartedOneAfterTheOther_keepTheirIdsAndEveryCallIsClear(
      @TempDir Path homes, FaultClock clock) throws Exception {
    List<HostProcess> hosts = new ArrayList<>();
    try {
      hosts.add(HostProcess.start(homes.resolve("0"), "-n", "1"));
      String file = hosts.get(0).connectionFile().toString();
      for (int i = 1; i < HOSTS; i++) {
        hosts.add(HostProcess.start(homes.resolve("" + i), "-n", "1", "--join", file));
      }
      try (MultiEngineClient mec = MultiEngineClient.connect(hosts.get(1).connectionFile())) {
        restartAll(hosts, homes, mec, clock);
      }
    } finally {
      hosts.forEach(HostProcess::close);
    }
  }

  private static void restartAll(
      List<HostProcess> hosts, Path homes, MultiEngineClient mec, FaultClock clock)
      throws Exception {
    awaitIds(mec);
    var work = new Work(mec);
    work.start();
    for (int i = 0; i < HOSTS; i++) {
      clock.start();
      hosts.get(i).stop();
      String other = hosts.get((i + 1) % HOSTS).connectionFile().toString();
      hosts.set(i, HostProcess.start(homes.resolve("" + i), "-n", "1", "--join", other));
      awaitIds(mec);
      clock.serving();
    }
    Map<Outcome, Integer> outcomes = work.end();

    assertThat(outcomes).containsKeys(Outcome.DONE, Outcome.NOT_THERE);
    clock.counted(outcomes.toString().toLowerCase(Locale.ROOT));
  }

  private static void awaitIds(MultiEngineClient mec) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertThat(mec.ids()).containsExactly(0, 1, 2));
  }
}
