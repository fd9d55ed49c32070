package org.multiengine.actors.internal.node.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.inbox.InboxSettings;

final class EngineTasksTest {

  private static final int BURST = 3;

  private final EngineQueue queue = new EngineQueue(100, 1_000_000);
  private final EngineTasks tasks =
      new EngineTasks(
          queue,
          new InboxSettings(
              10,
              1_000,
              Duration.ofMillis(5),
              1,
              Duration.ofMillis(1),
              Duration.ofMillis(5),
              new TaskSettings.Share(1, Duration.ofMillis(50)),
              BURST,
              Duration.ofHours(1)),
          () -> this.asked++);
  private int asked;
  private @Nullable TaskRun displaced;
  private long calls;

  private void call(String client) {
    var part = new PartId(new CallId(client, ++calls), 0);
    queue.add(new QueuedRequest(part, new Request.Execute("a = 1"), false, false, 0));
  }

  private static TaskRun task(String client) {
    var script = new TaskRequest.Script("a = 1", Map.of(), List.of(), TaskRequest.Clearing.NONE);
    var engine = new EngineLife(new EngineId(0), "life");
    return new TaskRun(new AttemptId(new TaskId(client, 1), 1), script, engine, null);
  }

  /** Starts what is next, as an engine does; returns whether it is a task, null if nothing is. */
  private @Nullable Boolean next() {
    TaskRun task = tasks.startNext(0);
    QueuedRequest direct = task == null ? queue.startNext() : null;
    if (direct != null) {
      displaced = tasks.directBegins(0);
    }
    tasks.publish(0);
    return task != null ? Boolean.TRUE : direct == null ? null : Boolean.FALSE;
  }

  private void end() {
    Objects.requireNonNull(queue.running());
    queue.finish(false);
    tasks.finish();
  }

  @Test
  void startNext_idleEngine_isTheTask() {
    TaskRun task = task("ann");
    tasks.place(task);

    assertThat(next()).isTrue();

    assertThat(tasks.isRunning(task)).isTrue();
    assertThat(Objects.requireNonNull(queue.running()).continueOnError()).isTrue();
  }

  @Test
  void startNext_directCallsWait_areFirstUpToTheBound() {
    for (int i = 0; i < BURST + 2; i++) {
      call("bob");
    }
    for (int i = 0; i < BURST; i++) {
      assertThat(next()).isFalse();
      end();
    }

    tasks.place(task("ann"));

    assertThat(next()).isTrue();
    end();
    assertThat(next()).isFalse();
  }

  @Test
  void startNext_callsOfTheSameClientBefore_areFirstBeyondTheBound() {
    for (int i = 0; i < BURST + 2; i++) {
      call("ann");
    }
    for (int i = 0; i < BURST; i++) {
      next();
      end();
    }
    TaskRun task = task("ann");
    tasks.place(task);

    assertThat(next()).isFalse();

    assertThat(displaced).isSameAs(task);
  }

  @Test
  void directBegins_taskIsPlaced_isGivenBack() {
    TaskRun task = task("ann");
    call("bob");
    tasks.place(task);

    assertThat(next()).isFalse();

    assertThat(displaced).isSameAs(task);
    end();
    assertThat(next()).isNull();
  }

  @Test
  void misplaced_directCallRuns_isGivenBack() {
    call("bob");
    next();
    TaskRun task = task("ann");
    tasks.place(task);

    assertThat(tasks.misplaced(0)).isSameAs(task);
    assertThat(tasks.misplaced(0)).isNull();
  }

  @Test
  void misplaced_boundOfCallsIsReached_stays() {
    for (int i = 0; i < BURST; i++) {
      call("bob");
    }
    for (int i = 1; i < BURST; i++) {
      next();
      end();
    }
    next();
    tasks.place(task("ann"));

    assertThat(tasks.misplaced(0)).isNull();
    end();
    assertThat(next()).isTrue();
  }

  @Test
  void failure_ofDirectCall_leavesTheTask() {
    call("ann");
    call("ann");
    next();
    tasks.place(task("ann"));

    assertThat(queue.finish(true)).hasSize(1);

    assertThat(next()).isTrue();
    assertThat(queue.clear()).isEmpty();
  }

  @Test
  void failure_ofTask_dropsNoDirectCall() {
    tasks.place(task("ann"));
    next();
    call("ann");

    assertThat(queue.finish(true)).isEmpty();
    tasks.finish();

    assertThat(next()).isFalse();
  }

  @Test
  void withdraw_notBegun_isTakenBack() {
    call("bob");
    TaskRun task = task("ann");
    next();
    tasks.place(task);

    assertThat(tasks.withdraw(task)).isTrue();
    assertThat(tasks.withdraw(task)).isFalse();
    end();
    assertThat(next()).isNull();
  }

  @Test
  void publish_rowOfCallsEnds_asksIfTasksWait() {
    tasks.load().want(true);
    call("bob");
    next();
    assertThat(tasks.load().isDirect()).isTrue();
    assertThat(asked).isZero();
    end();

    next();

    assertThat(tasks.load().isDirect()).isFalse();
    assertThat(asked).isOne();
  }

  @Test
  void publish_boundOfCallsIsReached_asksOnce() {
    tasks.load().want(true);
    for (int i = 0; i < BURST + 3; i++) {
      call("bob");
    }

    for (int i = 0; i < BURST + 2; i++) {
      next();
      end();
    }

    assertThat(asked).isOne();
    assertThat(tasks.load().isDirect()).isTrue();
  }

  @Test
  void publish_noTasksWait_asksNot() {
    call("bob");
    next();
    end();

    next();

    assertThat(asked).isZero();
  }
}
