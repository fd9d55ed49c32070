package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;
import org.multiengine.test.support.PublishedCluster;

/**
 * Tests a host with three engine processes for a long time: clients come, go and are killed, two of
 * the engines are killed and restarted, values of all sizes move. At the end the host and the
 * engine that was never killed use as much as after the first part, and no files are left. {@code
 * -Dsoak.minutes=30} makes it longer.
 */
@Tag("fault")
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.HOURS)
@EnabledOnOs(OS.LINUX)
final class SoakTest {

  private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 1));

  /** The first part, after which all classes are loaded and caches are full. */
  private static final Duration WARM_UP = Duration.ofSeconds(30).plus(LENGTH.dividedBy(10));

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The time after which memory without an owner counts as left. */
  private static final int LEFT_SECONDS = 10;

  private static final int ENGINES = 3;
  private static final int PROGRAMS = 2;

  private final Random random = new Random();
  private final List<Process> programs = new ArrayList<>();

  private Path sockets;
  private Path memory;
  private Path temporary;
  private Path errors;
  private HostProcess host;
  private MultiEngineClient mec;
  private int begun;
  private int ended;
  private int killedEngines;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    sockets = Files.createDirectory(folder.resolve("sockets"));
    memory = Files.createTempDirectory(Path.of("/dev/shm"), "soak");
    temporary = Files.createDirectory(folder.resolve("temporary"));
    errors = folder.resolve("errors");
    List<String> ofAll =
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-Dmultiengine.link.shared-memory.folder=" + memory,
            "-Dmultiengine.door.resume-within=2s",
            "-Dmultiengine.engine.history.max-records=10");
    List<String> ofHost = new ArrayList<>(ofAll);
    ofHost.add("-Dmultiengine.link.local-socket.folder=" + sockets);
    ofHost.add("-Dmultiengine.host.restart.max-restarts=1000000");
    ofHost.add("-Dmultiengine.host.restart.max-wait=300ms");
    host =
        HostProcess.launch(
            folder.resolve("home"),
            ofHost,
            "-n",
            "" + ENGINES,
            "--java-opts",
            Clusters.QUICK + " " + String.join(" ", ofAll));
    host.awaitReady();
    mec = MultiEngineClient.connect(host.clientFile());
  }

  @AfterEach
  void stop() throws IOException {
    programs.forEach(Process::destroyForcibly);
    mec.close();
    host.close();
    Files.deleteIfExists(memory);
  }

  @Test
  @Fault(
      value = "10.12 clients come and go, engines are killed, values of all sizes move",
      outcome = "memory, threads and files as before; ")
  void cluster_longUse_usesNoMoreThanAfterTheFirstPart(FaultClock clock) throws Exception {
    List<Long> steady = List.of(host.pids().get(0), PublishedCluster.pidOf(mec, 0));
    mec.engines(0).execute("kept = 'precious'");
    work(WARM_UP, steady.get(1));
    List<ProcessUse> before = new ArrayList<>();
    for (long pid : steady) {
      before.add(ProcessUse.of(pid));
    }
    clock.start();

    work(LENGTH, steady.get(1));

    for (int i = 0; i < steady.size(); i++) {
      assertLike(steady.get(i), before.get(i));
    }
    assertThat(mec.engines(0).pull("kept")).isEqualTo(List.of("precious"));
    mec.close();
    assertThat(host.stop()).isEqualTo(128 + 15);
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(memory).isEmptyDirectory();
              assertThat(sockets).isEmptyDirectory();
              assertThat(temporary).isEmptyDirectory();
            });
    clock.counted(ended + " programs ended, " + killedEngines + " engines killed");
    System.out.println(ended + " programs ended, " + killedEngines + " engines killed");
  }

  private static void assertLike(long pid, ProcessUse before) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(1, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              ProcessUse now = ProcessUse.of(pid);
              System.out.println("before " + before + ", now " + now);
              assertThat(now.isLike(before)).as("%s, before %s", now, before).isTrue();
            });
  }

  /** Has programs work, of which one ends after the other; returns when nobody works. */
  private void work(Duration length, long spared) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      if (programs.size() < PROGRAMS) {
        programs.add(program());
      } else if (random.nextBoolean()) {
        endProgram();
      } else {
        killEngine(spared);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt((int) PAUSE.toMillis()));
    }
    while (!programs.isEmpty()) {
      endProgram();
    }
    for (String name : mec.engines(0).keys().get(0)) {
      if (name.startsWith("value")) {
        mec.engines(0).execute(name + " = null");
      }
    }
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().size() == ENGINES);
    while (ProcessUse.entries(memory) > 0 && System.nanoTime() < end + LIMIT.toNanos()) {
      removeLeftovers();
    }
    assertThat(memory).as("shared memory").isEmptyDirectory();
  }

  /** Has a program remove the memory of those that were killed before it had lost its name. */
  private void removeLeftovers() throws Exception {
    TimeUnit.SECONDS.sleep(LEFT_SECONDS);
    Process program = program();
    TimeUnit.SECONDS.sleep(LEFT_SECONDS);
    program.getOutputStream().close();
    Children.awaitExit(program);
  }

  private Process program() throws IOException {
    ProcessBuilder program =
        Children.java(SoakProgram.class.getName(), host.clientFile().toString(), "value" + begun++);
    program.command().add(1, "-Djava.io.tmpdir=" + temporary);
    program.command().add(1, "-Dmultiengine.link.local-socket.folder=" + sockets);
    program.command().add(1, "-Dmultiengine.link.shared-memory.folder=" + memory);
    return program
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
        .start();
  }

  /** Ends a program by force or in order. */
  private void endProgram() throws Exception {
    Process program = programs.remove(random.nextInt(programs.size()));
    assertThat(program.isAlive()).as(() -> text(errors)).isTrue();
    if (random.nextBoolean()) {
      program.destroyForcibly();
    } else {
      program.getOutputStream().close();
    }
    Children.awaitExit(program);
    ended++;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void killEngine(long spared) {
    List<Long> pids = host.pids();
    pids.remove(0);
    pids.remove(spared);
    if (!pids.isEmpty()) {
      ProcessHandle.of(pids.get(random.nextInt(pids.size())))
          .ifPresent(ProcessHandle::destroyForcibly);
      killedEngines++;
    }
  }
}
