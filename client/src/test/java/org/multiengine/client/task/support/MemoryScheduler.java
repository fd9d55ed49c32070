package org.multiengine.client.task.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.TaskWait;
import org.multiengine.core.task.board.TaskBoard;
import org.multiengine.core.task.board.TaskInstruction;

/**
 * A scheduler in this JVM, without actors: the board of the farm, and engines that are threads with
 * an interpreter. Each engine is a node of its own, so that tasks are bound as late as possible.
 */
public final class MemoryScheduler
    implements TaskScheduler, TaskInstruction.Performer<MemoryEngine, TaskRequest> {

  private final AtomicLong lastNumber = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "scheduler");
            thread.setDaemon(true);
            return thread;
          });

  // All that follows is guarded by this object.
  private final TaskBoard<MemoryEngine, TaskRequest> board;
  private final Map<Integer, MemoryEngine> engines = new HashMap<>();
  private final Map<TaskId, TaskObserver> observers = new HashMap<>();
  private final Map<TaskId, AttemptId> attempts = new HashMap<>();
  private final Map<TaskId, Piece> pieces = new HashMap<>();
  private int lastLife;
  private boolean isClosed;

  /** A piece of a map that runs. */
  private record Piece(MemoryEngine engine, AttemptId attempt, int first) {}

  /** Creates a scheduler with engines. */
  public MemoryScheduler(int engines) {
    this(engines, TaskSettings.defaults());
  }

  /** Creates a scheduler with engines and other limits. */
  public MemoryScheduler(int engines, TaskSettings settings) {
    board = new TaskBoard<>(settings, new Random(1), System.nanoTime());
    for (int i = 0; i < engines; i++) {
      add(i);
    }
  }

  /** Adds an engine. */
  public synchronized void add(int id, String... labels) {
    var life = new EngineLife(new EngineId(id), "life" + ++lastLife);
    var engine = new MemoryEngine(this, life);
    engines.put(id, engine);
    var traits = new NodeTraits(Set.of(labels), Map.of());
    perform(board.joined(engine, life, traits, System.nanoTime()));
  }

  /** Ends an engine as a killed process ends. */
  public synchronized void kill(int id) {
    MemoryEngine engine = engine(id);
    engines.remove(id);
    engine.kill();
    String text = "process 4711 was killed by signal 9";
    var error = EngineLost.onNode(engine.id(), engine.life.incarnation(), "memory", text);
    perform(board.nodeLost(engine, TaskLoss.exact(error, Set.of()), System.nanoTime()));
  }

  private MemoryEngine engine(int id) {
    return Objects.requireNonNull(engines.get(id), "no engine " + id);
  }

  /** Runs a text on an engine that has nothing to do. */
  public void execute(int id, String code) {
    MemoryEngine engine;
    synchronized (this) {
      engine = engine(id);
    }
    engine.execute(code);
  }

  /** Sets a property of an engine. */
  public void setProperty(int id, String name, Object value, ClientValues values) {
    MemoryEngine engine;
    synchronized (this) {
      engine = engine(id);
    }
    engine.setProperty(name, values.encode(value).bytes());
  }

  /** Handles that properties of an engine have changed. */
  synchronized void propertiesChanged(MemoryEngine engine) {
    perform(board.propertiesChanged(engine.life, System.nanoTime()));
  }

  private void perform(List<TaskInstruction<MemoryEngine, TaskRequest>> instructions) {
    instructions.forEach(next -> next.accept(this));
    OptionalLong tick = board.nextTick();
    if (tick.isPresent() && !isClosed) {
      long delay = Math.max(0, tick.getAsLong() - System.nanoTime());
      var unused = timer.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void tick() {
    long now = System.nanoTime();
    OptionalLong due = board.nextTick();
    if (due.isPresent() && due.getAsLong() - now <= 0) {
      perform(board.tick(now));
    }
  }

  // What the board wants

  @Override
  public void send(TaskInstruction.Send<MemoryEngine, TaskRequest> send) {
    for (TaskOrder<TaskRequest> order : send.orders()) {
      attempts.put(order.id().task(), order.id());
      if (order.work() instanceof TaskRequest.Piece piece) {
        pieces.put(order.id().task(), new Piece(send.node(), order.id(), piece.first()));
      }
      state(order.id().task(), TaskState.SENT);
      send.node().run(order);
    }
  }

  @Override
  public void recall(TaskInstruction.Recall<MemoryEngine, TaskRequest> recall) {
    perform(board.returned(recall.node(), List.of(), System.nanoTime()));
  }

  @Override
  public void cancel(TaskInstruction.Cancel<MemoryEngine, TaskRequest> cancel) {
    cancel.node().interrupt(cancel.attempt());
  }

  @Override
  public void end(TaskInstruction.End<MemoryEngine, TaskRequest> end) {
    TaskId id = end.report().id();
    attempts.remove(id);
    pieces.remove(id);
    TaskObserver observer = observers.remove(id);
    if (observer != null) {
      observer.ended(end.report(), end.outcome());
    }
  }

  @Override
  public void giveUp(TaskInstruction.GiveUp<MemoryEngine, TaskRequest> giveUp) {}

  @Override
  public void warn(TaskInstruction.Warn<MemoryEngine, TaskRequest> warn) {}

  private void state(TaskId id, TaskState state) {
    TaskObserver observer = observers.get(id);
    if (observer != null) {
      observer.state(state);
    }
  }

  // What engines report

  synchronized void begun(MemoryEngine engine, AttemptId attempt) {
    if (engines.containsValue(engine)) {
      perform(board.begun(engine, attempt, engine.life, System.nanoTime()));
      state(attempt.task(), TaskState.RUNNING);
    }
  }

  synchronized void ended(MemoryEngine engine, AttemptId attempt, Outcome outcome, long nanos) {
    if (engines.containsValue(engine)) {
      var answer = new TaskAnswer(attempt, engine.life, true, outcome, nanos);
      perform(board.ended(engine, answer, System.nanoTime()));
    }
  }

  synchronized void reported(TaskId task, Report report) {
    TaskObserver observer = observers.get(task);
    if (observer != null) {
      observer.reported(report);
    }
  }

  // What the client wants

  @Override
  public TaskId next() {
    return new TaskId("ann", lastNumber.getAndIncrement());
  }

  @Override
  public synchronized void submit(TaskSubmission<TaskRequest> task, TaskObserver observer) {
    if (isClosed) {
      throw new KernelError("the scheduler is closed");
    }
    observers.put(task.id(), observer);
    try {
      perform(board.submit(task, System.nanoTime()));
    } catch (KernelError refused) {
      observers.remove(task.id());
      throw refused;
    }
  }

  @Override
  public synchronized void cancel(TaskId task) {
    perform(board.cancel(task, System.nanoTime()));
  }

  @Override
  public synchronized void prioritize(TaskId task, int priority) {
    board.prioritize(task, priority);
  }

  @Override
  public synchronized CompletionStage<OptionalInt> cut(TaskId id) {
    Piece piece = pieces.get(id);
    boolean isUseful = piece != null && board.idleEngines() > 0 && board.counts().waiting() == 0;
    return CompletableFuture.completedStage(
        piece != null && isUseful
            ? piece.engine().cut(piece.attempt(), piece.first())
            : OptionalInt.empty());
  }

  @Override
  public synchronized int engines() {
    return engines.size();
  }

  @Override
  public CompletionStage<TaskWait> why(TaskId task) {
    return answer(() -> board.why(task, System.nanoTime()));
  }

  @Override
  public CompletionStage<List<TaskReport>> open() {
    return answer(board::open);
  }

  @Override
  public CompletionStage<TaskCounts> counts() {
    return answer(board::counts);
  }

  private synchronized <T extends @Nullable Object> CompletionStage<T> answer(
      Supplier<T> question) {
    return CompletableFuture.completedStage(question.get());
  }

  @Override
  public synchronized void forget(TaskId task) {
    board.forget(task);
  }

  @Override
  public void close() {
    List<MemoryEngine> ending;
    synchronized (this) {
      ending = List.copyOf(engines.values());
      if (!isClosed) {
        isClosed = true;
        perform(board.cancelAll("ann", System.nanoTime()));
        timer.shutdownNow();
      }
    }
    ending.forEach(MemoryEngine::close);
  }
}
