package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.identity.EngineId;

/** The commands by which clients and hosts administer the cluster. The registrar receives them. */
public final class ClusterCommands {

  private ClusterCommands() {}

  /** A command. */
  public sealed interface Command extends EngineRegistrar.Command, WireMessage {}

  /** A command that only some members may give, see {@link SlotAuthority#mayOrder}. */
  public sealed interface Order extends Command {

    /** Returns an actor of the member that gives the order. */
    ActorRef<?> sender();

    /** Answers that the order is refused. */
    void refuse(String why);
  }

  /** An order that is answered by one message. */
  public sealed interface Question extends Order {

    /** Returns the actor that receives the reply. */
    ActorRef<Reply> replyTo();

    @Override
    default ActorRef<?> sender() {
      return replyTo();
    }

    @Override
    default void refuse(String why) {
      replyTo().tell(new Refused(why));
    }
  }

  /** The reply to a {@link Question}. */
  public sealed interface Reply extends WireMessage {}

  /** Reports that an order is refused. */
  public record Refused(String why) implements Reply {}

  /**
   * Adds engines to the cluster.
   *
   * @param engines how many
   * @param replyTo receives the progress and the result
   */
  public record Add(int engines, ActorRef<EngineAddition.Message> replyTo) implements Order {

    @Override
    public ActorRef<?> sender() {
      return replyTo;
    }

    @Override
    public void refuse(String why) {
      replyTo.tell(new EngineAddition.Refused(why));
    }
  }

  /** Ends the whole cluster. */
  public record Shutdown(ActorRef<Reply> replyTo) implements Question {}

  /** The reply to {@link Shutdown}: the hosts have been ordered to end. */
  public record ShutdownOrdered() implements Reply {}

  /** Asks how many engines a slot is to have. */
  public record Count(String slot, ActorRef<Reply> replyTo) implements Question {}

  /**
   * The reply to {@link Count} and {@link Exited}; lost engines are included, removed ones are not.
   */
  public record Counted(int engines) implements Reply {}

  /** Removes all engines that are lost, so that their ids may be given again. */
  public record RemoveLost(ActorRef<Reply> replyTo) implements Question {}

  /** The reply to {@link RemoveLost}: the ids of the removed engines. */
  public record RemovedLost(List<EngineId> ids) implements Reply {}

  /**
   * Reports that the process of a slot has ended.
   *
   * @param slot the slot
   * @param how how the process ended, as text for people
   * @param begun the attempts at tasks that it had begun; empty if that is not known
   * @param replyTo an actor of the process's host; receives how many engines the slot is to have
   */
  public record Exited(String slot, String how, String begun, ActorRef<Counted> replyTo)
      implements Command {

    /** Creates a report without attempts. */
    public Exited(String slot, String how, ActorRef<Counted> replyTo) {
      this(slot, how, "", replyTo);
    }
  }

  /**
   * Reports which processes of a host neither end nor make progress. The host repeats the report
   * while there are any, so that a new registrar receives it too.
   *
   * @param slots the slots of the processes, and since when each makes no progress as text for
   *     people; empty for a process that makes progress again
   * @param replyTo an actor of the host; is notified when the registrar has recorded the report
   */
  public record Stuck(Map<String, String> slots, ActorRef<StuckRecorded> replyTo)
      implements Command {}

  /** The reply to {@link Stuck}. */
  public record StuckRecorded() implements WireMessage {}

  /** A message of the registrar to itself: the process of a slot cannot be started. */
  record StartFailed(String slot, String why) implements EngineRegistrar.Command {}
}
