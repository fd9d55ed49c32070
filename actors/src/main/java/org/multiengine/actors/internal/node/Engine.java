package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Question;
import org.multiengine.core.task.inbox.InboxSettings;

/**
 * An engine: an actor with a namespace that lives on between requests. It is a {@link
 * PreparingEngine} until its namespace exists, and a {@link ReadyEngine} from then on.
 */
public final class Engine {

  private Engine() {}

  /** A message to an engine. */
  public sealed interface Command {}

  /** Creates the entity. An entity that exists already ignores the message. */
  public record Start() implements Command, WireMessage {}

  /** Adds a request to the queue. The answer goes to the relay. */
  record Submit(QueuedRequest request) implements Command {}

  /** Fails a request that the node has no room for. It counts as a request that has failed. */
  record Refuse(QueuedRequest request, QueueFull why) implements Command {}

  /** Asks something that is answered at once. The answer goes to the relay. */
  record Ask(PartId part, Question question) implements Command {}

  /** Takes the requests of a call from the queue and interrupts the running one. */
  record Cancel(CallId call, @Nullable Duration limit) implements Command {}

  /** Asks for reports of a call's requests from now on. */
  record Listen(CallId call) implements Command {}

  /** Reports that clients have gone, together with all that they have sent. */
  record ClientsGone(List<String> clients) implements Command {}

  /** Has the requests of clients wait, because their answers are not taken. */
  record Pause(List<String> clients) implements Command {}

  /** Lets the requests of clients start again. */
  record Resume(List<String> clients) implements Command {}

  /** Has the engine run a task next. What becomes of it goes to the relay. */
  record RunTask(TaskRun run) implements Command {}

  /** Has a task returned that has not begun, or interrupted. */
  record StopTask(TaskRun run) implements Command {}

  /** Gives the engine another id. Its namespace and its queue stay. */
  record Renumber(EngineId id) implements Command {}

  /** Ends the entity. The running script is interrupted. */
  public record Stop() implements Command, WireMessage {}

  /**
   * Reports that a request was carried out.
   *
   * @param run the number of the run
   */
  record Performed(long run, Interpreter.Performed result) implements Command {}

  /** Reports that the namespace exists. */
  record Prepared() implements Command {}

  /**
   * Reports that the contents of the namespace no longer exist.
   *
   * @param how how they were lost
   */
  record NamespaceGone(String how) implements Command {}

  /** Reports that the namespace cannot be created. */
  record Broken(String why) implements Command {}

  /** Reports that it is time for a report of what the running request does. */
  enum ReportDue implements Command {
    /** The only value. */
    INSTANCE
  }

  /**
   * What an engine needs of its node.
   *
   * @param settings its settings
   * @param tasks the limits for tasks
   * @param relay receives what the engine does
   * @param code reads and writes values
   * @param startup the script that runs before the first request
   * @param bindings the objects that the namespace has from its begin on
   */
  public record Node(
      MultiengineSettings.EngineSettings settings,
      InboxSettings tasks,
      ActorRef<NodeRelay.Command> relay,
      CodeLoaders code,
      StartupScript startup,
      Bindings bindings) {}

  /** Creates the actor of an engine. */
  public static Behavior<Command> create(EngineId id, Node node) {
    return PreparingEngine.create(id, node);
  }
}
