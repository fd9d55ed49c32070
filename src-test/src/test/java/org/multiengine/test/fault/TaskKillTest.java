package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.admin.ClusterPorts;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.PublishedCluster;

/** Tests that tasks survive the sudden end of one of four engine processes. */
@Tag("fault")
@Timeout(240)
final class TaskKillTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int TASKS = 400;

  /** An end of a task. */
  private record End(TaskReport report, Outcome outcome) {}

  private Path begins;
  private PublishedCluster cluster;
  private MultiEngineClient mec;
  private ClusterConnection connection;
  private TaskScheduler tasks;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    begins = Files.createDirectory(temporary.resolve("begins"));
    cluster = PublishedCluster.start(temporary.resolve("home"), 4);
    mec = cluster.join();
    connection = ClusterConnection.open(cluster.file(), ConnectionData.read(cluster.file()));
    tasks = ClusterPorts.of(connection.system()).tasks("killer");
  }

  @AfterEach
  void stop() {
    tasks.close();
    connection.close();
    mec.close();
    cluster.close();
  }

  /** Submits a task that leaves a new file for each time that it begins. */
  private CompletableFuture<End> submit(int number, TaskOptions options) {
    String code =
        "java.nio.file.Files.createTempFile(java.nio.file.Path.of('"
            + begins
            + "'), 'task-"
            + number
            + "-', '.begun'); Thread.sleep(20); x = "
            + number;
    var work = new TaskRequest.Script(code, Map.of(), List.of("x"), TaskRequest.Clearing.NONE);
    CompletableFuture<End> end = new CompletableFuture<>();
    TaskObserver observer = (report, outcome) -> end.complete(new End(report, outcome));
    tasks.submit(new TaskSubmission<>(tasks.next(), "task", work.size(), options, work), observer);
    return end;
  }

  private List<End> runAndKill(TaskOptions options) throws Exception {
    long victim = PublishedCluster.pidOf(mec, 2);
    List<CompletableFuture<End>> ends = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      ends.add(submit(i, options));
    }
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> ends.stream().filter(CompletableFuture::isDone).count() > TASKS / 4);

    Children.kill(victim);

    List<End> all = new ArrayList<>();
    for (CompletableFuture<End> end : ends) {
      all.add(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
    return all;
  }

  /** Returns the numbers of the tasks that began, once for each begin. */
  private List<String> begun() throws IOException {
    try (var files = Files.list(begins)) {
      return files.map(file -> number(file.getFileName().toString())).toList();
    }
  }

  private static String number(String file) {
    return file.substring(file.indexOf('-') + 1, file.lastIndexOf('-'));
  }

  @Test
  @Fault(
      value = "kill -9 of one of four engine processes amid 400 tasks",
      outcome = "400 outcomes; what ran there ends as lost; no task begins twice")
  void process_killedAmidTasks_losesOnlyWhatRanThere() throws Exception {
    List<End> ends = runAndKill(TaskOptions.defaults());

    assertThat(ends).hasSize(TASKS);
    List<End> notDone =
        ends.stream().filter(end -> end.report().state() != TaskState.DONE).toList();
    assertThat(notDone).hasSizeLessThan(2);
    assertThat(notDone)
        .allSatisfy(
            end -> {
              assertThat(end.report().state()).isEqualTo(TaskState.LOST);
              assertThat(((Outcome.Failed) end.outcome()).failure().errorMessage())
                  .contains("killed by signal 9");
            });
    List<String> begun = begun();
    assertThat(new HashSet<>(begun)).hasSameSizeAs(begun);
  }

  @Test
  @Fault(
      value = "kill -9 of one of four engine processes amid 400 idempotent tasks",
      outcome = "400 values")
  void process_killedAmidIdempotentTasks_losesNone() throws Exception {
    List<End> ends = runAndKill(TaskOptions.builder().idempotent().build());

    assertThat(ends).extracting(end -> end.report().state()).containsOnly(TaskState.DONE);
    Set<String> begun = new HashSet<>(begun());
    assertThat(begun).hasSize(TASKS);
  }
}
