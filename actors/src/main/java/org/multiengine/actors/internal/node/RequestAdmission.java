package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Caller;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.Admission;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOrder;

/**
 * Decides which requests of controllers a node takes: those that the guard allows, and for whose
 * values it has room. Used by the node's relay alone.
 */
final class RequestAdmission {

  private final Gatekeeper gatekeeper;
  private final Callers callers;
  private final IncomingBudget budget;

  /** The request of each link whose values are arriving, which was allowed when it began. */
  private final Map<Link<RelayMessage>, Arriving> arriving = new HashMap<>();

  /** A request without its values, which was allowed with just these contents. */
  private record Arriving(CallId call, List<RelayMessage.Target> targets, Request request) {

    private static final EncodedValue NO_VALUE = new EncodedValue(new byte[0]);

    static Arriving of(RelayMessage.Submit submit) {
      Request bare = submit.request().mapValues(each -> NO_VALUE);
      return new Arriving(submit.call(), submit.targets(), bare);
    }
  }

  RequestAdmission(Gatekeeper gatekeeper, Callers callers, IncomingBudget budget) {
    this.gatekeeper = gatekeeper;
    this.callers = callers;
    this.budget = budget;
  }

  /** Decides on a request that is complete. It may have been allowed when it began to arrive. */
  Decision decideWhole(Link<RelayMessage> link, RelayMessage.Submit submit) {
    boolean allowedBefore =
        arriving.containsKey(link) && Arriving.of(submit).equals(arriving.remove(link));
    return allowedBefore ? Decision.ALLOWED : decide(link, submit);
  }

  /** Asks the guard about a request. */
  Decision decide(Link<RelayMessage> link, RelayMessage.Submit submit) {
    if (gatekeeper.isOpen()) {
      return Decision.ALLOWED;
    }
    List<EngineId> asked = submit.targets().stream().map(RelayMessage.Target::engine).toList();
    Caller caller = callers.of(link.peer(), submit.call().client());
    return gatekeeper.decide(new Access(caller, submit.call().number(), asked, submit.request()));
  }

  /** Asks the guard about a task. */
  Decision decide(Link<RelayMessage> link, TaskOrder<TaskRequest> order, List<EngineId> engines) {
    if (gatekeeper.isOpen()) {
      return Decision.ALLOWED;
    }
    TaskId task = order.id().task();
    Caller caller = callers.of(link.peer(), task.client());
    return gatekeeper.decide(new Access(caller, task.number(), engines, order.work()));
  }

  /**
   * Takes room for the values of an allowed request that are about to arrive.
   *
   * @throws QueueFull if there is none
   */
  Admission begin(Link<RelayMessage> link, RelayMessage.Submit head, long bytes) {
    Admission admission = take(bytes);
    arriving.put(link, Arriving.of(head));
    return admission;
  }

  /**
   * Takes room for bytes, which the admission gives back.
   *
   * @throws QueueFull if there is none
   */
  Admission take(long bytes) {
    budget.take(bytes);
    return new Admission(() -> budget.release(bytes));
  }

  /** Forgets what was arriving over a link that has ended. */
  void linkGone(Link<RelayMessage> link) {
    arriving.remove(link);
  }

  /** Forgets a controller that has gone. */
  void controllerGone(ActorRef<LinkFrame> controller) {
    callers.forget(controller);
  }
}
