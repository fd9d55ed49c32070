package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.test.support.Gate;

/** Tests cancelling calls that ignore interrupts. */
final class CancelGraceTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path ofCase) {
    folder = ofCase;
  }

  @BeforeAll
  static void start() {
    cluster =
        LocalCluster.builder().engines(2).setting("multiengine.call.cancel-grace", "200ms").start();
    mec = cluster.connect();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void letGo() throws Exception {
    new Gate(folder.resolve("open")).open();
    mec.resetAsync().get(LIMIT);
  }

  /** Waits for a file, and ignores interrupts. */
  private static int stubborn(String path) {
    int interrupts = 0;
    while (!Files.exists(Path.of(path))) {
      try {
        var unused = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupts++;
      }
    }
    return interrupts;
  }

  private PendingResult<List<Integer>> stubborn() {
    String path = folder.resolve("open").toString();
    var pending = mec.engines(0).applyAsync(() -> stubborn(path));
    Awaitility.await().atMost(LIMIT).until(() -> mec.queueStatus().get(0).pending() != null);
    return pending;
  }

  private static CompositeError error(PendingResult<?> pending) {
    return catchThrowableOfType(CompositeError.class, () -> pending.get(LIMIT));
  }

  @Test
  void cancel_codeThatIgnoresInterrupts_isGivenUpAndKeepsItsEngineBusy() throws Exception {
    PendingResult<?> pending = stubborn();

    pending.cancel();

    assertThat(error(pending).entries().get(0).error())
        .isInstanceOf(TaskAborted.class)
        .hasMessageContaining("stays busy");
    assertThat(mec.queueStatus().get(0).pending()).startsWith("apply(");
    var behind = mec.engines(0).executeAsync("print 'free'");
    assertThat(mec.engines(1).execute("print id").get(0).stdout()).isEqualTo("1");
    assertThat(behind.isDone()).isFalse();
    new Gate(folder.resolve("open")).open();
    assertThat(behind.get(LIMIT).get(0).stdout()).isEqualTo("free");
  }

  @Test
  void withTimeout_codeThatIgnoresInterrupts_isGivenUp() {
    String path = folder.resolve("open").toString();

    var pending = mec.withTimeout(Duration.ofMillis(200)).applyAsync(() -> stubborn(path));

    assertThat(error(pending).entries())
        .hasSize(2)
        .allMatch(entry -> entry.error() instanceof TaskTimeout);
    assertThat(error(pending)).hasMessageContaining("stays busy");
  }
}
