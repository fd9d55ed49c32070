package org.multiengine.actors.call;

import java.util.List;
import java.util.Objects;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Request;

/**
 * The messages of the controller, an actor that routes calls to engines: it resolves the targets,
 * sends one message to each node concerned, and collects the outcomes. Every actor system with
 * clients runs its own; {@code Multiengine.get(system).controller()} returns that of a node.
 *
 * <p>An actor of the node may use the controller directly:
 *
 * <pre>{@code
 * controller.tell(new Controller.Submit(
 *     new CallId("audit", 1), Targets.all(), List.of(new Request.Execute("a = 5")),
 *     CallOptions.DEFAULT, CallObserver.replyTo(adapter)));
 * }</pre>
 */
public final class Controller {

  private Controller() {}

  /** A message to the controller of a node, sent by an actor or a thread of that node. */
  public sealed interface Command {}

  /**
   * Runs a request on engines. Calls are sent to the engines in the order in which the controller
   * receives them.
   *
   * @param call identifies the call
   * @param targets the engines
   * @param requests one request for all engines, or one for each in their order
   * @param options how the call is made
   * @param observer receives the course and the end of the call
   */
  public record Submit(
      CallId call,
      Targets targets,
      List<Request> requests,
      CallOptions options,
      CallObserver observer)
      implements Command {

    /** Checks that nothing is missing, in the sender's own thread. */
    public Submit {
      Objects.requireNonNull(call, "call");
      Objects.requireNonNull(targets, "targets");
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(observer, "observer");
      requests = List.copyOf(requests);
    }
  }

  /**
   * Cancels a call: takes its requests from the queues and interrupts those that run. The call ends
   * like others do.
   */
  public record Cancel(CallId call) implements Command {}

  /** Asks for reports to the call's observer from now on, while the requests run. */
  public record Listen(CallId call) implements Command {}

  /**
   * Closes a client: its classes are no longer given to engines, and what the controller keeps of
   * it is dropped. Close every client name in a {@link CallId} that is no longer used.
   */
  public record ClientClosed(String client) implements Command {}
}
