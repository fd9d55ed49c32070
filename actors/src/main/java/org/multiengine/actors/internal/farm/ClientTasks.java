package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.TaskWait;

/** The tasks of one client, which go to the farm of its process. */
public final class ClientTasks implements TaskScheduler {

  private final String client;
  private final Supplier<ActorRef<TaskFarm.Command>> farm;
  private final TaskBudget budget;
  private final IntSupplier engines;
  private final AtomicLong lastNumber = new AtomicLong(-1);
  private volatile boolean isClosed;

  /**
   * Creates the tasks of a client that has none.
   *
   * @param client the name of the client
   * @param farm returns the farm
   * @param budget the room for open tasks
   * @param engines returns the number of engines
   */
  public ClientTasks(
      String client,
      Supplier<ActorRef<TaskFarm.Command>> farm,
      TaskBudget budget,
      IntSupplier engines) {
    this.client = client;
    this.farm = farm;
    this.budget = budget;
    this.engines = engines;
  }

  /** Returns the id for a new task. The numbers begin at 0, as in IPython. */
  @Override
  public TaskId next() {
    return new TaskId(client, lastNumber.incrementAndGet());
  }

  @Override
  public void submit(TaskSubmission<TaskRequest> task, TaskObserver observer) {
    if (isClosed) {
      throw new KernelError("this client is closed; connect another one");
    }
    budget.take(task.bytes());
    farm.get().tell(new TaskFarm.Submit(task, observer));
    if (isClosed) {
      cancel(task.id());
    }
  }

  /** Ends a task whose farm has ended before it received the task. */
  public static void undelivered(TaskFarm.Command message, TaskBudget budget) {
    KernelError why =
        new KernelError("the farm of this process has ended; nothing was sent, submit again");
    if (message instanceof TaskFarm.Submit submit) {
      budget.release(submit.task().bytes());
      submit.observer().ended(WatchedTasks.unaccepted(submit.task()), Outcome.failed(why));
    } else if (message instanceof TaskFarm.Query query) {
      query.result().completeExceptionally(why);
    }
  }

  @Override
  public void cancel(TaskId task) {
    tell(tasks -> tasks.cancel(task));
  }

  private void tell(Consumer<FarmTasks> action) {
    farm.get().tell(new TaskFarm.Query(action, new CompletableFuture<>()));
  }

  private <T> CompletionStage<T> ask(Function<FarmTasks, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    farm.get().tell(new TaskFarm.Query(tasks -> answer.complete(question.apply(tasks)), answer));
    return answer;
  }

  @Override
  public void prioritize(TaskId task, int priority) {
    TaskOptions.checkPriority(priority);
    tell(tasks -> tasks.prioritize(task, priority));
  }

  @Override
  public CompletionStage<OptionalInt> cut(TaskId piece) {
    CompletableFuture<OptionalInt> answer = new CompletableFuture<>();
    farm.get().tell(new TaskFarm.Query(tasks -> tasks.cut(piece, answer), answer));
    return answer;
  }

  @Override
  public int engines() {
    return engines.getAsInt();
  }

  @Override
  public CompletionStage<TaskWait> why(TaskId task) {
    return ask(tasks -> tasks.why(task));
  }

  @Override
  public CompletionStage<List<TaskReport>> open() {
    return ask(tasks -> tasks.open(client));
  }

  @Override
  public CompletionStage<TaskCounts> counts() {
    return ask(tasks -> tasks.counts(client));
  }

  @Override
  public void forget(TaskId task) {
    tell(tasks -> tasks.forget(task));
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      tell(tasks -> tasks.clientClosed(client));
    }
  }
}
