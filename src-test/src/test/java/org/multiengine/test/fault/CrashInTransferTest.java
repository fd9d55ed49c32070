package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/** Tests an engine process that is killed during a transfer of values or classes. */
@Tag("fault")
@Tag("long")
@Timeout(180)
final class CrashInTransferTest {

  private static final int MEGABYTES = 64;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = Clusters.processes(2).setting("multiengine.host.restart.max-restarts", "100").start();
  }

  @AfterAll
  static void stop() {
    List<Long> pids = cluster.pids();
    cluster.close();
    assertThat(pids).noneMatch(Children::isAlive);
  }

  static void assumeCounters() {
    assumeTrue(
        Files.exists(Path.of("/proc/self/io")),
        "this system does not tell how much a process has read (/proc/PID/io)");
  }

  @Test
  @Fault(value = "1.3 kill -9 during a push of 64 MB", outcome = TransferFaults.PUSH)
  void process_killedDuringAPush_failsItForThatEngineOnly(FaultClock clock) throws Exception {
    assumeCounters();

    new TransferFaults(cluster, MEGABYTES).duringPush(clock);
  }

  @Test
  @Fault(value = "1.5 kill -9 during a pull of 64 MB", outcome = TransferFaults.PULL)
  void process_killedDuringAPull_failsIt(FaultClock clock) throws Exception {
    assumeCounters();

    new TransferFaults(cluster, MEGABYTES).duringPull(clock);
  }

  @Test
  @Fault(
      value = "1.7 kill -9 while the engine fetches a class",
      outcome = "EngineLost; the next call fetches anew")
  void process_killedWhileItFetchesAClass_failsTheCallAndTheNextFetchesAnew(
      @TempDir Path folder, FaultClock clock) throws Exception {
    compile(folder);
    var victim = new AtomicLong();
    try (var loader = new KillingLoader(folder, victim, clock);
        MultiEngineClient mec = cluster.connect()) {
      RemoteCallable<?> job = job(loader);
      victim.set(TransferFaults.pidOfVictim(mec));
      PendingResult<?> call = mec.engines(1).applyAsync(job);

      assertThat(TransferFaults.failure(call).results()).isEmpty();

      clock.known();
      TransferFaults.awaitBack(mec, clock);
      assertThat(mec.apply(job)).hasToString("[42, 42]");
    }
  }

  private static void compile(Path folder) throws IOException {
    Path helper =
        Files.writeString(
            folder.resolve("Helper.java"),
            "package com.acme; public class Helper { public static int answer() { return 42; } }");
    Path job =
        Files.writeString(
            folder.resolve("Job.java"),
            "package com.acme; import org.multiengine.core.*;"
                + " public class Job implements RemoteCallable<Integer> {"
                + " public Integer call(EngineScope engine) { return Helper.answer(); } }");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                helper.toString(),
                job.toString());
    assertThat(status).isZero();
  }

  private static RemoteCallable<?> job(ClassLoader loader) throws ReflectiveOperationException {
    return (RemoteCallable<?>) loader.loadClass("com.acme.Job").getConstructor().newInstance();
  }

  /** Kills a process, once, when it is asked for the bytes of the helper class. */
  private static final class KillingLoader extends URLClassLoader {

    private final AtomicLong victim;
    private final FaultClock clock;
    private final AtomicBoolean struck = new AtomicBoolean();

    KillingLoader(Path folder, AtomicLong victim, FaultClock clock) throws MalformedURLException {
      super(new URL[] {folder.toUri().toURL()});
      this.victim = victim;
      this.clock = clock;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      if (name.equals("com/acme/Helper.class") && struck.compareAndSet(false, true)) {
        clock.start();
        try {
          Children.kill(victim.get());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return super.getResourceAsStream(name);
    }
  }
}
