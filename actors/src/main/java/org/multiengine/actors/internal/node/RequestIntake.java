package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.internal.link.Admission;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.metrics.CallResult;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.RequestMetrics;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskOrder;

/**
 * Handles what controllers ask of a node: checks access, hands requests to the engines, and puts
 * their answers into the outbox. Used by the node's relay alone.
 */
final class RequestIntake {

  private final RelayNode node;
  private final NodeEngines engines;
  private final ClientClasses classes;
  private final AnswerOutbox outbox;
  private final RequestMetrics metrics;
  private final RequestAdmission admission;
  private boolean over;

  RequestIntake(
      ActorContext<Object> context,
      RelayNode node,
      NodeEngines engines,
      ClientClasses classes,
      AnswerOutbox outbox,
      IncomingBudget budget) {
    this.node = node;
    this.engines = engines;
    this.classes = classes;
    this.outbox = outbox;
    var callers =
        new Callers(Cluster.get(context.getSystem()), RemoteEnds.get(context.getSystem()));
    this.admission = new RequestAdmission(node.gatekeeper(), callers, budget);
    this.metrics = Metrics.get(context.getSystem()).requests();
  }

  /** Returns the handler of messages that come over a link. */
  RelayMessage.RelayHandler from(Link<RelayMessage> link, TaskMessage.NodeHandler tasks) {
    return new FromController(link, tasks);
  }

  private final class FromController implements RelayMessage.RelayHandler {

    private final Link<RelayMessage> link;
    private final TaskMessage.NodeHandler tasks;

    FromController(Link<RelayMessage> link, TaskMessage.NodeHandler tasks) {
      this.link = link;
      this.tasks = tasks;
    }

    @Override
    public void task(TaskMessage.ToNode message) {
      message.accept(tasks);
    }

    @Override
    public void submit(RelayMessage.Submit submit) {
      classes.seen(submit.call().client(), link);
      Decision decision = admission.decideWhole(link, submit);
      if (!decision.isAllowed()) {
        refuse(link, submit, denied(decision));
        return;
      }
      handAll(link, submit, null);
    }

    @Override
    public void cancel(RelayMessage.Cancel cancel) {
      if (classes.isReached(cancel.call().client(), link)) {
        engines.tellAll(new Engine.Cancel(cancel.call(), cancel.limit()));
      }
    }

    @Override
    public void listen(RelayMessage.Listen listen) {
      if (classes.isReached(listen.call().client(), link)) {
        engines.tellAll(new Engine.Listen(listen.call()));
      }
    }

    @Override
    public void fetchedClass(RelayMessage.FetchedClass fetched) {
      classes.fetched(link, fetched);
    }

    @Override
    public void clientClosed(RelayMessage.ClientClosed closed) {
      if (classes.isReached(closed.client(), link)) {
        classes.forget(closed.client());
        engines.tellAll(new Engine.Resume(List.of(closed.client()))); // nobody would do so later
      }
    }
  }

  /**
   * Decides on a request whose large values are about to arrive. A request that is not taken is
   * answered at once.
   */
  Admission admit(Link<RelayMessage> link, RelayMessage.Submit head, long bytes) {
    classes.seen(head.call().client(), link);
    Decision decision = admission.decide(link, head);
    if (!decision.isAllowed()) {
      refuse(link, head, denied(decision));
      return Admission.DENIED;
    }
    try {
      return admission.begin(link, head, bytes);
    } catch (QueueFull full) {
      handAll(link, head, full); // the engines count it as a failure of the client
      return Admission.DENIED;
    }
  }

  /** Decides on a message of which only the size is known before it is complete. */
  Admission admit(long bytes) {
    try {
      return admission.take(bytes);
    } catch (QueueFull full) {
      return Admission.DENIED;
    }
  }

  private static KernelError denied(Decision decision) {
    return new AccessDenied(String.valueOf(decision.reason()));
  }

  private void refuse(Link<RelayMessage> link, RelayMessage.Submit submit, KernelError why) {
    Outcome failed = Outcome.failed(why);
    for (RelayMessage.Target target : submit.targets()) {
      var part = new PartId(submit.call(), target.place());
      outbox.expect(link, part, target.life());
      put(part, failed);
    }
  }

  /** Returns why a client must not have a task run; null if it may. */
  @Nullable KernelError refusal(
      Link<RelayMessage> link, TaskOrder<TaskRequest> order, List<EngineId> allowed) {
    Decision decision = admission.decide(link, order, allowed);
    return decision.isAllowed() ? null : denied(decision);
  }

  /** Handles that a task has ended on its engine. */
  void taskEnded(TaskRun run, Outcome outcome, long runNanos) {
    metrics.ran(
        run.request().method(), CallResult.of(outcome), TimeUnit.NANOSECONDS.toMicros(runNanos));
    classes.forgetIfGone(run.id().task().client());
  }

  /** Forgets what was arriving over a link that has ended. */
  void linkGone(Link<RelayMessage> link) {
    admission.linkGone(link);
  }

  /**
   * Hands a request to its engines.
   *
   * @param full why there is no room for the request; null if there is
   */
  private void handAll(
      Link<RelayMessage> link, RelayMessage.Submit submit, @Nullable QueueFull full) {
    for (RelayMessage.Target target : submit.targets()) {
      var part = new PartId(submit.call(), target.place());
      outbox.expect(link, part, target.life());
      ActorRef<Engine.Command> engine = engines.find(target.life());
      if (full != null && engine != null && submit.request() instanceof Request.Queued request) {
        engine.tell(new Engine.Refuse(submit.queued(target, request), full));
      } else if (full != null) {
        put(part, Outcome.failed(full));
      } else if (engine == null) {
        put(part, lost(target.life()));
      } else {
        hand(submit, target, part, engine);
      }
    }
  }

  private static Outcome lost(EngineLife life) {
    EngineId id = life.engine();
    String how = "engine " + id + " is no longer on this node";
    return Outcome.failed(EngineLost.of(id, life.incarnation(), how));
  }

  /** Hands a request to one of its engines. */
  private void hand(
      RelayMessage.Submit submit,
      RelayMessage.Target target,
      PartId part,
      ActorRef<Engine.Command> engine) {
    submit
        .request()
        .accept(
            new Request.Visitor<Boolean, RuntimeException>() {
              @Override
              public Boolean queued(Request.Queued request) {
                engine.tell(new Engine.Submit(submit.queued(target, request)));
                return true;
              }

              @Override
              public Boolean question(Question request) {
                engine.tell(new Engine.Ask(part, request));
                return true;
              }

              @Override
              public Boolean kill(Request.Kill request) {
                RequestIntake.this.kill(part, target.life());
                return true;
              }
            });
  }

  private void kill(PartId part, EngineLife life) {
    put(part, new Outcome.Done());
    EngineLife killed = engines.kill(life);
    failPending(killed, "engine " + killed.engine() + " was killed");
  }

  private void put(PartId part, Outcome outcome) {
    outbox.put(part, RelayMessage.Answer.withoutRun(part.place(), outcome));
  }

  /** Handles the answer of an engine. */
  void answered(NodeRelay.EngineAnswered answered) {
    measure(answered);
    outbox.put(answered.part(), answered.answer());
    classes.forgetIfGone(answered.part().client());
  }

  private void measure(NodeRelay.EngineAnswered answered) {
    RelayMessage.Answer answer = answered.answer();
    CallResult result = CallResult.of(answer.outcome());
    if (answer.ran()) {
      metrics.ran(
          answered.request().method(), result, answer.endedMicros() - answer.startedMicros());
    } else if (answered.request() instanceof Request.Queued) {
      metrics.dropped(result);
    }
  }

  /**
   * Fails what an engine that has ended will never answer.
   *
   * @param life the life that has ended, under the id that the engine had last
   * @param how how it has ended
   */
  void failPending(EngineLife life, String how) {
    outbox
        .of(life)
        .forEach(
            (part, asked) -> {
              metrics.dropped(CallResult.LOST);
              String ending = asked.equals(life.engine()) ? how : renumbered(asked, life) + how;
              put(part, Outcome.failed(EngineLost.of(asked, life.incarnation(), ending)));
            });
  }

  private static String renumbered(EngineId asked, EngineLife life) {
    return "engine " + asked + " has become engine " + life.engine() + ": ";
  }

  /** Forgets a controller that has gone. */
  void controllerGone(ActorRef<LinkFrame> controller) {
    admission.controllerGone(controller);
  }

  /** Ends a process whose engines are all killed, once the callers have their answers. */
  void endIfEmptied() {
    if (!over && engines.isEmptied() && outbox.isDelivered()) {
      over = true;
      node.onEmpty().run();
    }
  }
}
