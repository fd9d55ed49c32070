package org.multiengine.test.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/** Tests a program that connects and closes its client 1,000 times: it leaves nothing behind. */
@Tag("long")
@Timeout(600)
@EnabledOnOs(OS.LINUX)
final class ManyConnectsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int TIMES = Integer.getInteger("connects", 1_000);

  private static Path folder;
  private static Path memory;
  private static LocalCluster cluster;
  private static ClusterFolder published;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    memory = Files.createTempDirectory(Path.of("/dev/shm"), "connects");
    published = new ClusterFolder("connects", folder);
    cluster =
        Clusters.withoutTests(2)
            .publish(published)
            .setting("multiengine.link.shared-memory.folder", memory.toString())
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    Awaitility.await().atMost(LIMIT).until(() -> ConnectingProgram.entries(memory) == 0);
    Files.delete(memory);
  }

  @Test
  void connect_aThousandTimes_usesNoMoreThanAfterTheFirstOnes() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    run(1, temporary);
    List<Long> pids = cluster.pids();
    List<Long> before = pids.stream().map(ManyConnectsTest::filesAndThreads).toList();

    List<String> lines = run(TIMES, temporary);

    System.out.println(
        "connect() in a warm JVM: " + Long.parseLong(lines.get(1)) / 1_000.0 + " ms (median)");
    System.out.println("threads files classes metaspace heap: " + lines.get(0));
    System.out.println("threads files classes metaspace heap: " + lines.get(2));
    var first = ConnectingProgram.Use.parse(lines.get(0));
    var last = ConnectingProgram.Use.parse(lines.get(2));
    assertThat(last.isLike(first)).as("%s after %s", last, first).isTrue();
    assertThat(ConnectingProgram.entries(temporary)).isZero();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(ConnectingProgram.entries(memory)).isZero();
              for (int place = 0; place < pids.size(); place++) {
                assertThat(filesAndThreads(pids.get(place))).isLessThan(before.get(place) + 10);
              }
            });
  }

  private static List<String> run(int times, Path temporary) throws Exception {
    ProcessBuilder program =
        Children.java(
            ConnectingProgram.class.getName(), published.connectionFile().toString(), "" + times);
    program.command().add(1, "-Djava.io.tmpdir=" + temporary);
    program.command().add(1, "-Dmultiengine.link.shared-memory.folder=" + memory);
    program.command().add(1, "-Xmx128m");
    Path errors = folder.resolve("errors");
    Process process = program.redirectError(errors.toFile()).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(Children.awaitExit(process)).as(Files.readString(errors)).isZero();
    if (!Files.readString(errors).isEmpty()) {
      System.out.println(Files.readString(errors));
    }
    return lines;
  }

  private static long filesAndThreads(long pid) {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"));
        Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return files.count() + threads.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
