package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.WireMessage;
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

  /**
   * Adds engines to the cluster.
   *
   * @param engines how many
   * @param replyTo receives the progress and the result
   */
  public record Add(int engines, ActorRef<EngineAddition.Message> replyTo) implements Command {}

  /** Ends the whole cluster. */
  public record Shutdown() implements Command {}

  /** Asks how many engines a slot is to have. */
  public record Count(String slot, ActorRef<Counted> replyTo) implements Command {}

  /** The reply to {@link Count}; lost engines are included, removed ones are not. */
  public record Counted(int engines) implements WireMessage {}

  /** Removes all engines that are lost, so that their ids may be given again. */
  public record RemoveLost(ActorRef<RemovedLost> replyTo) implements Command {}

  /** The reply to {@link RemoveLost}: the ids of the removed engines. */
  public record RemovedLost(List<EngineId> ids) implements WireMessage {}

  /** Reports that the process of a slot has ended; sent by the process's host. */
  public record Exited(String slot, String how) implements Command {}

  private static final String NO_STARTER =
      "this cluster's host starts no engine processes: its engines run in the JVM of a program,"
          + " as many as it was started with. Engines can be added to a cluster that was started"
          + " by 'multiengine start' or LocalCluster.builder().processes(n)";

  private final ActorContext<EngineRegistrar.Command> context;
  private final RegistryEntries entries;
  private final RegistryWriter writer;
  private final Additions additions;
  private final HostPort host;

  ClusterCommands(
      ActorContext<EngineRegistrar.Command> context,
      RegistryEntries entries,
      RegistryWriter writer,
      Additions additions,
      HostPort host) {
    this.context = context;
    this.entries = entries;
    this.writer = writer;
    this.additions = additions;
    this.host = host;
  }

  void add(Add add) {
    try {
      if (!entries.hasRoomFor(additions.unregistered() + add.engines())) {
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
      self.tell(new Exited(slot, error.errorMessage()));
    }
  }

  void shutDown() {
    context.getLog().info("a client ends the cluster");
    host.shutDownHosts();
  }

  void exited(Exited exited) {
    // A process ends by itself when the last of its engines has been removed.
    Level level = entries.has(exited.slot()) ? Level.WARN : Level.INFO;
    context
        .getLog()
        .atLevel(level)
        .log("the process of slot {} has ended: {}", exited.slot(), exited.how());
    writer.put(entries.slotLost(exited.slot(), exited.how()));
    additions.failed(exited.slot(), exited.how());
    Cluster cluster = Cluster.get(context.getSystem());
    for (Member member : cluster.state().getMembers()) {
      if (member.hasRole(NodeRoles.slot(exited.slot()))) {
        cluster.manager().tell(new Down(member.address()));
      }
    }
  }

  void count(Count count) {
    count.replyTo().tell(new Counted(entries.idsOf(count.slot()).size()));
  }

  void removeLost(RemoveLost command) {
    List<EngineId> removed = entries.removeLost();
    writer.remove(removed);
    command.replyTo().tell(new RemovedLost(removed));
  }
}
