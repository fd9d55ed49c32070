package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import java.util.List;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Caller;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.metrics.CallResult;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.RequestMetrics;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * Handles what controllers ask of a node: checks access, hands requests to the engines, and puts
 * their answers into the outbox. Used by the node's relay alone.
 */
final class RequestIntake {

  private final NodeRelay.Node node;
  private final NodeEngines engines;
  private final ClientClasses classes;
  private final AnswerOutbox outbox;
  private final Callers callers;
  private final RequestMetrics metrics;
  private boolean over;

  RequestIntake(
      ActorContext<Object> context,
      NodeRelay.Node node,
      NodeEngines engines,
      ClientClasses classes,
      AnswerOutbox outbox) {
    this.node = node;
    this.engines = engines;
    this.classes = classes;
    this.outbox = outbox;
    this.callers = new Callers(Cluster.get(context.getSystem()));
    this.metrics = Metrics.get(context.getSystem()).requests();
  }

  /** Returns the handler of messages that come over a link. */
  RelayMessage.RelayHandler from(Link<RelayMessage> link) {
    return new FromController(link);
  }

  private final class FromController implements RelayMessage.RelayHandler {

    private final Link<RelayMessage> link;

    FromController(Link<RelayMessage> link) {
      this.link = link;
    }

    @Override
    public void submit(RelayMessage.Submit submit) {
      classes.seen(submit.call().client(), link);
      Decision decision = node.gatekeeper().isOpen() ? Decision.ALLOWED : decide(link, submit);
      for (RelayMessage.Target target : submit.targets()) {
        var part = new PartId(submit.call(), target.place());
        outbox.expect(link, part, target.life());
        if (decision.isAllowed()) {
          hand(submit, target, part);
        } else {
          put(part, Outcome.failed(new AccessDenied(String.valueOf(decision.reason()))));
        }
      }
    }

    @Override
    public void cancel(RelayMessage.Cancel cancel) {
      engines.tellAll(new Engine.Cancel(cancel.call(), cancel.limit()));
    }

    @Override
    public void listen(RelayMessage.Listen listen) {
      engines.tellAll(new Engine.Listen(listen.call()));
    }

    @Override
    public void fetchedClass(RelayMessage.FetchedClass fetched) {
      classes.fetched(fetched);
    }

    @Override
    public void clientClosed(RelayMessage.ClientClosed closed) {
      classes.forget(closed.client());
    }
  }

  private Decision decide(Link<RelayMessage> link, RelayMessage.Submit submit) {
    List<EngineId> asked = submit.targets().stream().map(RelayMessage.Target::engine).toList();
    Caller caller = callers.of(link.peer(), submit.call().client());
    return node.gatekeeper()
        .decide(new Access(caller, submit.call().number(), asked, submit.request()));
  }

  /** Hands a request to one of its engines. */
  private void hand(RelayMessage.Submit submit, RelayMessage.Target target, PartId part) {
    ActorRef<Engine.Command> engine = engines.find(target.life());
    if (engine == null) {
      put(
          part,
          Outcome.failed(
              EngineLost.of(
                  target.engine(),
                  target.life().incarnation(),
                  "engine " + target.engine() + " is no longer on this node")));
      return;
    }
    submit
        .request()
        .accept(
            new Request.Visitor<Boolean, RuntimeException>() {
              @Override
              public Boolean queued(Request.Queued request) {
                engine.tell(new Engine.Submit(submit.queued(part, request)));
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
    engines.kill(life);
    failPending(life, "engine " + life.engine() + " was killed");
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

  /** Fails what an engine that has ended will never answer. */
  void failPending(EngineLife life, String how) {
    Outcome lost = Outcome.failed(EngineLost.of(life.engine(), life.incarnation(), how));
    for (PartId part : outbox.of(life)) {
      metrics.dropped(CallResult.LOST);
      put(part, lost);
    }
  }

  /** Forgets a controller that has gone. */
  void controllerGone(ActorRef<LinkFrame> controller) {
    callers.forget(controller);
  }

  /** Ends a process whose engines are all killed, once the callers have their answers. */
  void endIfEmptied() {
    if (!over && engines.isEmptied() && outbox.isDelivered()) {
      over = true;
      node.onEmpty().run();
    }
  }
}
