package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.metrics.Metrics;
import org.multiengine.actors.metrics.QueueLevel;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.EngineStats;
import org.multiengine.core.engine.EvaluationThread;
import org.multiengine.core.engine.History;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.LiveReport;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/**
 * An engine: one namespace, one queue, one evaluation thread. A sharded entity that never runs user
 * code itself, so it answers questions while a script runs.
 *
 * <p>An entity's life is an <em>incarnation</em>: one that is started again has an empty namespace
 * and another incarnation.
 */
final class Engine extends AbstractBehavior<Engine.Command> {

  /** How much is told of the text of a command that failed. */
  private static final int BRIEF = 200;

  /** What an engine is told. */
  sealed interface Command {}

  /** Creates the entity; one that is there already ignores it. */
  record Start() implements Command, WireMessage {}

  /** Puts a request into the queue; the answer goes to the relay. */
  record Submit(Ticket ticket) implements Command {}

  /** Takes the requests of a call from the queue and interrupts the running one. */
  record Cancel(String client, long call, @Nullable Duration limit) implements Command {}

  /** From now on the client of a call wants to hear what its requests do. */
  record Listen(String client, long call) implements Command {}

  private enum Look implements Command {
    /** Time to report what the running request does. */
    INSTANCE
  }

  /** Ends the entity; the running script is interrupted. */
  record Stop() implements Command, WireMessage {}

  private record Performed(long run, Interpreter.Performed result) implements Command {}

  private record Prepared(Interpreter interpreter) implements Command {}

  private record Broken(Throwable cause) implements Command {}

  private record CallKey(String client, long call) {}

  /**
   * What an engine needs of its node.
   *
   * @param settings its settings
   * @param relay hears what it does
   * @param code reads and writes values
   * @param startup what it runs before the first request
   * @param bindings what its namespace has from the begin on
   */
  record Node(
      MultiengineSettings.EngineSettings settings,
      ActorRef<NodeRelay.Command> relay,
      CodeLoaders code,
      StartupScript startup,
      Bindings bindings) {}

  static Behavior<Command> create(EngineId id, Node node) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Engine(context, timers, id, node)));
  }

  private final EngineId id;
  private final Node node;
  private final TimerScheduler<Command> timers;
  private final EngineQueue queue;
  private final History history;
  private final EvaluationThread thread;
  private final EngineStats stats;
  private final Metrics metrics;
  private final QueueLevel level;
  private @Nullable Interpreter interpreter;
  private long run;
  private final Set<CallKey> listened = new HashSet<>();
  private long startedMicros;
  private @Nullable KernelError aborted;
  private @Nullable LiveReport report;

  private Engine(
      ActorContext<Command> context, TimerScheduler<Command> timers, EngineId id, Node node) {
    super(context);
    this.id = id;
    this.node = node;
    this.timers = timers;
    MultiengineSettings.EngineSettings settings = node.settings();
    this.queue = new EngineQueue(settings.queueRequests(), settings.queueBytes());
    this.history = new History(settings.historyRecords(), settings.historyBytes());
    this.thread = new EvaluationThread("engine-" + id);
    this.stats = new EngineStats(settings.infoCharacters(), Clock.systemUTC());
    this.metrics = Metrics.get(context.getSystem());
    this.level = metrics.requests().newQueue();
    prepare();
  }

  /** Makes the namespace on the evaluation thread, as a language may take its time. */
  @SuppressWarnings("CatchThrowable") // whatever a language throws, the relay hears of it
  private void prepare() {
    ActorRef<Command> self = getContext().getSelf();
    thread.run(
        run,
        () -> {
          try {
            self.tell(new Prepared(newInterpreter()));
          } catch (Throwable cause) {
            self.tell(new Broken(cause));
          }
        });
  }

  private Interpreter newInterpreter() {
    MultiengineSettings.EngineSettings settings = node.settings();
    var namespace = Languages.named(settings.language()).createNamespace();
    var made =
        new Interpreter(id, namespace, node.code(), settings.outputBytes(), Clock.systemUTC());
    made.bind(node.bindings());
    made.startUp(node.startup());
    return made;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Prepared.class, this::onPrepared)
        .onMessage(Broken.class, this::onBroken)
        .onMessage(Submit.class, this::onSubmit)
        .onMessage(Performed.class, this::onPerformed)
        .onMessage(Cancel.class, this::onCancel)
        .onMessage(Listen.class, this::onListen)
        .onMessage(Look.class, look -> onLook())
        .onMessage(Start.class, start -> this)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Command> onPrepared(Prepared prepared) {
    interpreter = prepared.interpreter();
    String incarnation = UUID.randomUUID().toString();
    node.relay().tell(new NodeRelay.EngineStarted(id, incarnation, getContext().getSelf()));
    runNext();
    return this;
  }

  private Behavior<Command> onBroken(Broken broken) {
    getContext().getLog().error("engine {} cannot start", id, broken.cause());
    node.relay().tell(new NodeRelay.EngineFailed(id, String.valueOf(broken.cause().getMessage())));
    return Behaviors.stopped();
  }

  private Behavior<Command> onSubmit(Submit submit) {
    Ticket ticket = submit.ticket();
    if (ticket.request().immediate()) {
      answer(ticket, answerNow(ticket.request()));
      return this;
    }
    if (ticket.request() instanceof Request.Reset) {
      drop(queue.clear(), new QueueCleared("the queue was cleared by reset()"));
    }
    try {
      queue.add(ticket);
    } catch (QueueFull full) {
      answer(ticket, Outcome.failed(full));
    }
    runNext();
    return this;
  }

  private Outcome answerNow(Request request) {
    if (request instanceof Request.Keys) {
      return new Outcome.Names(interpreter == null ? List.of() : interpreter.names());
    }
    if (request instanceof Request.Complete complete) {
      return new Outcome.Names(
          interpreter == null ? List.of() : interpreter.complete(complete.typed()));
    }
    if (request instanceof Request.Status) {
      return new Outcome.Queue(status());
    }
    if (request instanceof Request.Info) {
      Instant since = Instant.EPOCH.plus(startedMicros, ChronoUnit.MICROS);
      return new Outcome.Info(stats.now(queue, since));
    }
    if (request instanceof Request.GetResult asked) {
      return record(asked.number());
    }
    if (request instanceof Request.ClearQueue) {
      drop(queue.clear(), new QueueCleared("the queue was cleared by clear_queue()"));
      return new Outcome.Done();
    }
    return Outcome.failed(new KernelError("an engine cannot answer " + request.text()));
  }

  private Outcome record(@Nullable Integer number) {
    try {
      return new Outcome.Executed(number == null ? history.latest() : history.get(number));
    } catch (IndexError error) {
      return Outcome.failed(error);
    }
  }

  private QueueStatus status() {
    Ticket running = queue.running();
    return new QueueStatus(
        id,
        running == null ? null : running.request().text(),
        queue.waiting().stream().map(ticket -> ticket.request().text()).toList());
  }

  private void runNext() {
    startNext();
    level.now(queue.waitingCount(), queue.waitingBytes(), queue.running() != null);
  }

  private void startNext() {
    Interpreter ready = interpreter;
    Ticket next = ready == null ? null : queue.startNext();
    if (ready == null || next == null) {
      return;
    }
    CallLog.runs(id, next);
    long thisRun = ++run;
    aborted = null;
    startedMicros = nowMicros();
    int number = next.request().isNumbered() ? history.nextNumber() : 0;
    RunListener listener = listenTo(next);
    ActorRef<Command> self = getContext().getSelf();
    thread.run(
        thisRun,
        () -> self.tell(new Performed(thisRun, perform(ready, next.request(), number, listener))));
  }

  /** What is printed before somebody listens is kept, up to a limit. */
  private RunListener listenTo(Ticket ticket) {
    var live = new LiveReport(node.settings().liveBytes());
    report = live;
    var call = new CallKey(ticket.client(), ticket.call());
    if (ticket.live() || listened.contains(call)) {
      startLooking();
    }
    // A call may have an engine among its targets twice.
    if (listened.contains(call) && !isWaiting(call)) {
      listened.remove(call);
    }
    return metrics.requests().counting(live);
  }

  private void startLooking() {
    timers.startTimerWithFixedDelay(Look.INSTANCE, node.settings().liveInterval());
  }

  private Behavior<Command> onListen(Listen listen) {
    Ticket running = queue.running();
    if (running != null && running.isOf(listen.client(), listen.call())) {
      startLooking();
    }
    var call = new CallKey(listen.client(), listen.call());
    if (isWaiting(call)) {
      listened.add(call);
    }
    return this;
  }

  private boolean isWaiting(CallKey call) {
    return queue.waiting().stream().anyMatch(ticket -> ticket.isOf(call.client(), call.call()));
  }

  private Behavior<Command> onLook() {
    tellReport(false);
    return this;
  }

  private void tellReport(boolean last) {
    Ticket running = queue.running();
    Report news = report == null ? null : report.take(last);
    if (running != null && news != null) {
      node.relay().tell(new NodeRelay.EngineReported(running, news));
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Whatever a script does to its thread, the engine hears of the end of the run. */
  @SuppressWarnings("CatchThrowable")
  private static Interpreter.Performed perform(
      Interpreter interpreter, Request request, int number, RunListener listener) {
    try {
      return interpreter.perform(request, number, listener);
    } catch (Throwable thrown) {
      String name = thrown.getClass().getSimpleName();
      // Its message is user code, which may throw as well.
      var failure = new Failure(false, name, "outside of what the script caught", "", null);
      return new Interpreter.Performed(new Outcome.Failed(failure), null);
    }
  }

  private Behavior<Command> onPerformed(Performed performed) {
    Ticket done = queue.running();
    if (done == null || performed.run() != run) {
      return this;
    }
    if (timers.isTimerActive(Look.INSTANCE)) {
      tellReport(true);
      timers.cancel(Look.INSTANCE);
    }
    report = null;
    keepInHistory(done.request(), performed.result());
    Outcome outcome = performed.result().outcome();
    boolean failed = outcome instanceof Outcome.Failed;
    List<Ticket> dropped = queue.finish(failed);
    if (!dropped.isEmpty()) {
      drop(dropped, new QueueCleared(brief(done.request().text()) + " failed before it"));
    }
    answerRun(done, failed && aborted != null ? Outcome.failed(aborted) : outcome);
    runNext();
    return this;
  }

  private void keepInHistory(Request request, Interpreter.Performed result) {
    if (result.record() != null) {
      history.add(result.record());
    } else if (request instanceof Request.Reset) {
      history.clear();
    }
  }

  private Behavior<Command> onCancel(Cancel cancel) {
    List<Ticket> waiting = queue.remove(ticket -> ticket.isOf(cancel.client(), cancel.call()));
    drop(waiting, why(cancel, "cancelled by its client before it ran"));
    Ticket running = queue.running();
    if (running != null && running.isOf(cancel.client(), cancel.call()) && thread.interrupt(run)) {
      aborted = why(cancel, "interrupted by its client while it ran");
    }
    return this;
  }

  private static KernelError why(Cancel cancel, String otherwise) {
    return cancel.limit() == null ? new TaskAborted(otherwise) : TaskTimeout.after(cancel.limit());
  }

  private void drop(List<Ticket> tickets, KernelError why) {
    level.now(queue.waitingCount(), queue.waitingBytes(), queue.running() != null);
    for (Ticket ticket : tickets) {
      listened.remove(new CallKey(ticket.client(), ticket.call()));
      CallLog.dropped(id, ticket, Outcome.failed(why));
      answer(ticket, Outcome.failed(why));
    }
  }

  private void answer(Ticket ticket, Outcome outcome) {
    node.relay().tell(new NodeRelay.EngineAnswered(ticket, outcome, 0, 0));
  }

  private void answerRun(Ticket ticket, Outcome outcome) {
    CallLog.ran(id, ticket, outcome);
    node.relay().tell(new NodeRelay.EngineAnswered(ticket, outcome, startedMicros, nowMicros()));
  }

  /** The namespace is freed on its own thread, after the interrupted script has let go of it. */
  private Behavior<Command> onPostStop() {
    Interpreter ready = interpreter;
    level.end();
    thread.interrupt(run);
    if (ready != null) {
      thread.closeAfter(ready::close);
    } else {
      thread.close();
    }
    return this;
  }

  /** Each of many requests that are dropped is told. */
  private static String brief(String text) {
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "...";
  }
}
