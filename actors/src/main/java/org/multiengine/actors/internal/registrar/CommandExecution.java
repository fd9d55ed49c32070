package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.KernelError;
import org.slf4j.event.Level;

/**
 * The execution of {@link ClusterCommands} on behalf of the registrar, which receives them. Used by
 * the registrar alone.
 */
final class CommandExecution {

  private static final String NO_STARTER =
      "this cluster's host starts no engine processes: its engines run in the JVM of a program,"
          + " as many as it was started with. Engines can be added to a cluster that was started"
          + " by 'multiengine start' or LocalCluster.builder().processes(n)";

  private final ActorContext<EngineRegistrar.Command> context;
  private final RegistryEntries entries;
  private final Senders senders;
  private final Additions additions;
  private final HostPort host;

  CommandExecution(
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

  /** Adds engines, or refuses to. */
  void add(ClusterCommands.Add add) {
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
      self.tell(new ClusterCommands.StartFailed(slot, error.errorMessage()));
    }
  }

  /** Has all hosts end. */
  void shutDown(ClusterCommands.Shutdown command) {
    context.getLog().info("a client ends the cluster");
    host.shutDownHosts(context.getSelf());
    command.replyTo().tell(new ClusterCommands.ShutdownOrdered());
  }

  /** Handles that the process of a slot cannot be started. */
  void startFailed(ClusterCommands.StartFailed failed) {
    ended(failed.slot(), failed.why(), "");
  }

  /** Handles the end of a process; returns false if the sender may not report it. */
  boolean exited(ClusterCommands.Exited exited) {
    String slot = exited.slot();
    if (!senders.isHostOf(slot, exited.replyTo())) {
      return false;
    }
    senders.reporters().ended(slot, entries.of(slot).stream().map(EngineEntry::relay).toList());
    ended(slot, exited.how(), exited.begun());
    Cluster cluster = Cluster.get(context.getSystem());
    senders.authority().nodesOf(slot).forEach(address -> cluster.manager().tell(new Down(address)));
    exited.replyTo().tell(countOf(slot));
    return true;
  }

  /** Records which processes are stuck; returns the slots that the sender is not the host of. */
  List<String> stuck(ClusterCommands.Stuck stuck) {
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
    stuck.replyTo().tell(new ClusterCommands.StuckRecorded());
    return refused;
  }

  private void ended(String slot, String how, String begun) {
    // A process ends by itself when the last of its engines has been removed.
    Level level = entries.has(slot) ? Level.WARN : Level.INFO;
    context.getLog().atLevel(level).log("the process of slot {} has ended: {}", slot, how);
    entries.slotLost(slot, how, begun);
    additions.failed(slot, how);
  }

  /** Replies with the number of engines that a slot is to have. */
  void count(ClusterCommands.Count count) {
    count.replyTo().tell(countOf(count.slot()));
  }

  private ClusterCommands.Counted countOf(String slot) {
    return new ClusterCommands.Counted(entries.of(slot).size());
  }

  /** Removes all engines that are lost. */
  void removeLost(ClusterCommands.RemoveLost command) {
    command.replyTo().tell(new ClusterCommands.RemovedLost(entries.removeLost()));
  }
}
