package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.slf4j.event.Level;

/**
 * The commands by which clients and hosts administer the cluster, and their execution on behalf of
 * the registrar, which receives them.
 */
public final class ClusterCommands {

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
   * @param replyTo an actor of the process's host; receives how many engines the slot is to have
   */
  public record Exited(String slot, String how, ActorRef<Counted> replyTo) implements Command {}

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

  private static final String NO_STARTER =
      "this cluster's host starts no engine processes: its engines run in the JVM of a program,"
          + " as many as it was started with. Engines can be added to a cluster that was started"
          + " by 'multiengine start' or LocalCluster.builder().processes(n)";

  private final ActorContext<EngineRegistrar.Command> context;
  private final RegistryEntries entries;
  private final Senders senders;
  private final Additions additions;
  private final HostPort host;

  ClusterCommands(
      ActorContext<EngineRegistrar.Command> context,
      RegistryEntries entries,
      Senders senders,
      Additions additions,
      HostPort host) {
    this.context = context;
    this.entries = entries;
    this.senders = senders;
    this.additions = additions;
    this.host = host;
  }

  void add(Add add) {
    try {
      if (add.engines() < 1) {
        throw new KernelError("add at least 1 engine, not " + add.engines());
      }
      if (!entries.hasRoomFor(add.engines(), additions.unregistered())) {
        throw new KernelError(entries.full());
      }
      EngineStarter starter = host.starter().orElseThrow(() -> new KernelError(NO_STARTER));
      Map<String, Integer> slots = starter.plan(add.engines());
      additions.begin(slots, add.replyTo());
      start(starter, slots);
    } catch (KernelError why) {
      add.replyTo().tell(new EngineAddition.Refused(why.errorMessage()));
    }
  }

  private void start(EngineStarter starter, Map<String, Integer> slots) {
    ActorRef<EngineRegistrar.Command> self = context.getSelf();
    context
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(() -> slots.forEach((slot, engines) -> start(starter, slot, engines, self)));
  }

  private static void start(
      EngineStarter starter, String slot, int engines, ActorRef<EngineRegistrar.Command> self) {
    try {
      starter.start(slot, engines);
    } catch (KernelError error) {
      self.tell(new StartFailed(slot, error.errorMessage()));
    }
  }

  void shutDown(Shutdown command) {
    context.getLog().info("a client ends the cluster");
    host.shutDownHosts(context.getSelf());
    command.replyTo().tell(new ShutdownOrdered());
  }

  void startFailed(StartFailed failed) {
    ended(failed.slot(), failed.why());
  }

  /** Handles the end of a process; returns false if the sender may not report it. */
  boolean exited(Exited exited) {
    String slot = exited.slot();
    if (!senders.isHostOf(slot, exited.replyTo())) {
      return false;
    }
    senders.reporters().ended(slot, entries.of(slot).stream().map(EngineEntry::relay).toList());
    ended(slot, exited.how());
    Cluster cluster = Cluster.get(context.getSystem());
    senders.authority().nodesOf(slot).forEach(address -> cluster.manager().tell(new Down(address)));
    exited.replyTo().tell(countOf(slot));
    return true;
  }

  /** Records which processes are stuck; returns the slots that the sender is not the host of. */
  List<String> stuck(Stuck stuck) {
    List<String> refused = new ArrayList<>();
    stuck
        .slots()
        .forEach(
            (slot, since) -> {
              if (senders.isHostOf(slot, stuck.replyTo())) {
                entries.slotStuck(slot, since);
              } else {
                refused.add(slot);
              }
            });
    stuck.replyTo().tell(new StuckRecorded());
    return refused;
  }

  private void ended(String slot, String how) {
    // A process ends by itself when the last of its engines has been removed.
    Level level = entries.has(slot) ? Level.WARN : Level.INFO;
    context.getLog().atLevel(level).log("the process of slot {} has ended: {}", slot, how);
    entries.slotLost(slot, how);
    additions.failed(slot, how);
  }

  void count(Count count) {
    count.replyTo().tell(countOf(count.slot()));
  }

  private Counted countOf(String slot) {
    return new Counted(entries.of(slot).size());
  }

  void removeLost(RemoveLost command) {
    command.replyTo().tell(new RemovedLost(entries.removeLost()));
  }
}
