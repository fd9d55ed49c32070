package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.FaultClock;

/**
 * Kills the process of engine 1 of two during the transfer of a large array. Checks the call, both
 * engines, and the memory of this JVM. Linux only: it counts the bytes that a process has read and
 * written.
 */
final class TransferFaults {

  static final String PUSH =
      "EngineLost, told when the other engine has the array; memory given back";
  static final String PULL = "EngineLost; the other engine untouched, memory given back";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The heap that a transfer may leave in use, far less than the smallest of these arrays. */
  private static final long MAY_STAY = 24L << 20;

  private final LocalCluster cluster;
  private final int megabytes;

  TransferFaults(LocalCluster cluster, int megabytes) {
    this.cluster = cluster;
    this.megabytes = megabytes;
  }

  /** Kills the process that reads the array. The other engine receives the whole array. */
  void duringPush(FaultClock clock) throws IOException {
    try (MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = id");
      long usedBefore = usedMemory();
      long pid = pidOfVictim(mec);
      long begin = transferred(pid, "rchar");
      PendingResult<?> call = mec.pushAsync(Map.of("big", new double[numbers()]));
      awaitTransfer(pid, "rchar", begin);
      clock.start();

      Children.kill(pid);

      CompositeError error = failure(call);
      clock.known();
      assertThat(error.results()).hasSize(1);
      assertThat(mec.engines(0).execute("big.length").get(0).display())
          .isEqualTo(String.valueOf(numbers()));
      awaitRecovery(mec, clock, usedBefore);
    }
  }

  /** Kills the process that writes the array. */
  void duringPull(FaultClock clock) throws IOException {
    try (MultiEngineClient mec = cluster.connect()) {
      DirectView victim = mec.engines(1);
      mec.execute("a = id");
      victim.execute("big = new double[" + numbers() + "]");
      long usedBefore = usedMemory();
      long pid = pidOfVictim(mec);
      long begin = transferred(pid, "wchar");
      PendingResult<?> call = victim.pullAsync("big");
      awaitTransfer(pid, "wchar", begin);
      clock.start();

      Children.kill(pid);

      assertThat(failure(call).results()).isEmpty();
      clock.known();
      awaitRecovery(mec, clock, usedBefore);
    }
  }

  private int numbers() {
    return megabytes * 1_000_000 / Double.BYTES;
  }

  static long pidOfVictim(MultiEngineClient mec) {
    return mec.engines(1).apply(engine -> ProcessHandle.current().pid()).get(0);
  }

  /** Waits until an eighth of the array has been transferred. */
  private void awaitTransfer(long pid, String counter, long begin) {
    long part = megabytes * 1_000_000L / 8;
    Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .until(() -> transferred(pid, counter) - begin > part);
  }

  private static long transferred(long pid, String counter) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "io")).stream()
        .filter(line -> line.startsWith(counter + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(counter.length() + 1).trim()))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + counter));
  }

  /** Returns the call's error, which is that of engine 1 alone. */
  static CompositeError failure(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    assertThat(error.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.engine().value()).isEqualTo(1);
              assertThat(entry.error())
                  .isInstanceOf(EngineLost.class)
                  .hasMessageContaining("was killed by signal 9");
            });
    return error;
  }

  private static void awaitRecovery(MultiEngineClient mec, FaultClock clock, long usedBefore) {
    awaitBack(mec, clock);
    assertThat(mec.pull("id")).hasToString("[0, 1]");
    assertThat(mec.engines(0).pull("a")).containsExactly(0);
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(usedMemory()).isLessThan(usedBefore + MAY_STAY));
  }

  /** Waits until engine 1 has been started again, reports that once, and serves. */
  static void awaitBack(MultiEngineClient mec, FaultClock clock) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> mec.ids().contains(1));
    clock.serving();
    CompositeError error =
        catchThrowableOfType(
            CompositeError.class, () -> mec.engines(1).executeAsync("b = 1").get(LIMIT));
    assertThat(error.entries().get(0).error()).isInstanceOf(EngineRestarted.class);
    mec.engines(1).execute("b = 1");
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
