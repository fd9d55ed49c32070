package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineId;
import org.multiengine.core.Failure;
import org.multiengine.core.IndexError;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.QueueCleared;
import org.multiengine.core.QueueFull;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.Request;
import org.multiengine.core.TaskAborted;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.EvaluationThread;
import org.multiengine.core.engine.History;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.value.ValueCodec;

/**
 * An engine: one namespace, one queue, one evaluation thread. A sharded entity that never runs user
 * code itself, so it answers questions while a script runs.
 *
 * <p>An entity's life is an <em>incarnation</em>: one that is started again has an empty namespace
 * and another incarnation.
 */
final class Engine extends AbstractBehavior<Engine.Command> {

  /** What an engine is told. */
  sealed interface Command {}

  /** Creates the entity; one that is there already ignores it. */
  record Start() implements Command, WireMessage {}

  /** Puts a request into the queue; the answer goes to the relay. */
  record Submit(Ticket ticket) implements Command {}

  /** Takes the requests of a call from the queue and interrupts the running one. */
  record Cancel(String client, long call) implements Command {}

  /** Ends the entity; the running script is interrupted. */
  record Stop() implements Command, WireMessage {}

  private record Performed(long run, Interpreter.Performed result) implements Command {}

  private record Prepared(Interpreter interpreter) implements Command {}

  private record Broken(Throwable cause) implements Command {}

  static Behavior<Command> create(
      EngineId id, MultiengineSettings.EngineSettings settings, ActorRef<NodeRelay.Command> relay) {
    return Behaviors.setup(context -> new Engine(context, id, settings, relay));
  }

  private final EngineId id;
  private final MultiengineSettings.EngineSettings settings;
  private final ActorRef<NodeRelay.Command> relay;
  private final EngineQueue queue;
  private final History history;
  private final EvaluationThread thread;
  private @Nullable Interpreter interpreter;
  private long run;
  private boolean aborted;

  private Engine(
      ActorContext<Command> context,
      EngineId id,
      MultiengineSettings.EngineSettings settings,
      ActorRef<NodeRelay.Command> relay) {
    super(context);
    this.id = id;
    this.settings = settings;
    this.relay = relay;
    this.queue = new EngineQueue(settings.queueRequests(), settings.queueBytes());
    this.history = new History(settings.historyRecords(), settings.historyBytes());
    this.thread = new EvaluationThread("engine-" + id);
    prepare();
  }

  /** Makes the namespace on the evaluation thread, as a language may take its time. */
  private void prepare() {
    ActorRef<Command> self = getContext().getSelf();
    thread.run(
        run,
        () -> {
          try {
            self.tell(new Prepared(newInterpreter()));
          } catch (RuntimeException | LinkageError cause) {
            self.tell(new Broken(cause));
          }
        });
  }

  private Interpreter newInterpreter() {
    var namespace = Languages.named(settings.language()).createNamespace();
    ClassLoader loader = Engine.class.getClassLoader();
    return new Interpreter(
        id, namespace, ValueCodec.forEngine(loader), settings.outputBytes(), Clock.systemUTC());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Prepared.class, this::onPrepared)
        .onMessage(Broken.class, this::onBroken)
        .onMessage(Submit.class, this::onSubmit)
        .onMessage(Performed.class, this::onPerformed)
        .onMessage(Cancel.class, this::onCancel)
        .onMessage(Start.class, start -> this)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Command> onPrepared(Prepared prepared) {
    interpreter = prepared.interpreter();
    String incarnation = UUID.randomUUID().toString();
    relay.tell(new NodeRelay.EngineStarted(id, incarnation, getContext().getSelf()));
    runNext();
    return this;
  }

  private Behavior<Command> onBroken(Broken broken) {
    getContext().getLog().error("engine {} cannot start", id, broken.cause());
    relay.tell(new NodeRelay.EngineFailed(id, String.valueOf(broken.cause().getMessage())));
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
    if (request instanceof Request.Status) {
      return new Outcome.Queue(status());
    }
    if (request instanceof Request.GetResult asked) {
      return record(asked.number());
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
    Interpreter ready = interpreter;
    Ticket next = ready == null ? null : queue.startNext();
    if (ready == null || next == null) {
      return;
    }
    long thisRun = ++run;
    aborted = false;
    int number = next.request() instanceof Request.Execute ? history.nextNumber() : 0;
    ActorRef<Command> self = getContext().getSelf();
    thread.run(
        thisRun, () -> self.tell(new Performed(thisRun, perform(ready, next.request(), number))));
  }

  /** Whatever a script does to its thread, the engine hears of the end of the run. */
  @SuppressWarnings("CatchThrowable")
  private static Interpreter.Performed perform(
      Interpreter interpreter, Request request, int number) {
    try {
      return interpreter.perform(request, number);
    } catch (Throwable thrown) {
      String name = thrown.getClass().getSimpleName();
      String message = String.valueOf(thrown.getMessage());
      var failure = new Failure(false, name, message, "", null);
      return new Interpreter.Performed(new Outcome.Failed(failure), null);
    }
  }

  private Behavior<Command> onPerformed(Performed performed) {
    Ticket done = queue.running();
    if (done == null || performed.run() != run) {
      return this;
    }
    keepInHistory(done.request(), performed.result());
    Outcome outcome = performed.result().outcome();
    boolean failed = outcome instanceof Outcome.Failed;
    List<Ticket> dropped = queue.finish(failed);
    drop(dropped, new QueueCleared(done.request().text() + " failed before it"));
    answer(done, failed && aborted ? Outcome.failed(interrupted()) : outcome);
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

  private static TaskAborted interrupted() {
    return new TaskAborted("interrupted by its client while it ran");
  }

  private Behavior<Command> onCancel(Cancel cancel) {
    List<Ticket> waiting = queue.remove(ticket -> ticket.isOf(cancel.client(), cancel.call()));
    drop(waiting, new TaskAborted("cancelled by its client before it ran"));
    Ticket running = queue.running();
    if (running != null && running.isOf(cancel.client(), cancel.call())) {
      aborted = thread.interrupt(run) || aborted;
    }
    return this;
  }

  private void drop(List<Ticket> tickets, KernelError why) {
    tickets.forEach(ticket -> answer(ticket, Outcome.failed(why)));
  }

  private void answer(Ticket ticket, Outcome outcome) {
    relay.tell(new NodeRelay.EngineAnswered(id, ticket, outcome));
  }

  /** The namespace is freed on its own thread, after the interrupted script has let go of it. */
  private Behavior<Command> onPostStop() {
    Interpreter ready = interpreter;
    if (ready != null) {
      thread.interrupt(run);
      thread.run(run + 1, ready::close);
    }
    thread.close();
    return this;
  }
}
