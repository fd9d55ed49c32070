package org.multiengine.test;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.function.RemoteCallable;

/** An engine process is killed while values or classes are on their way. */
@Tag("fault")
@Tag("long")
@Timeout(180)
final class CrashInTransferTest {

  private static final int MEGABYTES = 64;
  private static final String PUSH =
      "EngineLost, told when the other engine has the array; memory given back";
  private static final String PULL = "EngineLost; the other engine untouched, memory given back";

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    try (var settings = Overrides.of("host.restart.max-restarts", "100")) {
      assertThat(settings).isNotNull();
      cluster = Clusters.processes(2).start();
    }
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
  void process_killedDuringAPush_failsItForThatEngineOnly() throws Exception {
    assumeCounters();

    TransferFaults.Times times = new TransferFaults(cluster, MEGABYTES).duringPush();

    FaultReport.add(
        "1.3 kill -9 during a push of 64 MB",
        new FaultReport.Row(PUSH, times.known(), times.serves()));
  }

  @Test
  void process_killedDuringAPull_failsIt() throws Exception {
    assumeCounters();

    TransferFaults.Times times = new TransferFaults(cluster, MEGABYTES).duringPull();

    FaultReport.add(
        "1.5 kill -9 during a pull of 64 MB",
        new FaultReport.Row(PULL, times.known(), times.serves()));
  }

  @Test
  void process_killedWhileItFetchesAClass_failsTheCallAndTheNextFetchesAnew(@TempDir Path folder)
      throws Exception {
    compile(folder);
    var victim = new AtomicLong();
    var killed = new AtomicLong();
    try (var loader = new KillingLoader(folder, victim, killed);
        MultiEngineClient mec = cluster.connect()) {
      RemoteCallable<?> job = job(loader);
      victim.set(TransferFaults.pidOfVictim(mec));
      PendingResult<?> call = mec.engines(1).applyAsync(job);

      assertThat(TransferFaults.failure(call).results()).isEmpty();

      long told = System.nanoTime();
      var serves = TransferFaults.awaitBack(mec, killed.get());
      assertThat(mec.apply(job)).hasToString("[42, 42]");
      FaultReport.add(
          "1.7 kill -9 while the engine fetches a class",
          new FaultReport.Row(
              "EngineLost; the next call fetches anew",
              Duration.ofNanos(told - killed.get()),
              serves));
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
    private final AtomicLong killed;

    KillingLoader(Path folder, AtomicLong victim, AtomicLong killed) throws MalformedURLException {
      super(new URL[] {folder.toUri().toURL()});
      this.victim = victim;
      this.killed = killed;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      if (name.equals("com/acme/Helper.class") && killed.compareAndSet(0, System.nanoTime())) {
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
