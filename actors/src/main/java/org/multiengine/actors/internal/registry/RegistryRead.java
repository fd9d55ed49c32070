package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Reads the registry of engines from the other nodes of the cluster. A node that has just joined
 * would receive the registry by gossip as well, but at an unknown time, and would never learn that
 * there is none. The entries read become the node's own copy, and its controller is notified.
 */
public final class RegistryRead {

  /** The limit of one read. Nodes that do not use Distributed Data never answer. */
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);

  private static final Duration ASK_LIMIT = ANSWER_LIMIT.multipliedBy(2);

  /** The time between reads, which too few nodes answer while this node is joining. */
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

  private final ActorSystem<?> system;
  private final RegistryDirectory directory;

  /** Creates a reader for a node's directory. */
  public RegistryRead(ActorSystem<?> system, RegistryDirectory directory) {
    this.system = system;
    this.directory = directory;
  }

  /**
   * Waits until an engine can be called or all are lost; returns false if there are no engines, or
   * at the limit.
   */
  public boolean await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!directory.awaitAny(Duration.ZERO)) {
      OptionalInt known = size();
      if (known.isPresent() && known.getAsInt() == 0) {
        return false;
      }
      if (!directory.awaitAny(RETRY_INTERVAL) && System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many engines the nodes know; empty if too few nodes answer. An empty registry must
   * be confirmed by all nodes, because an entry is on one node only when it has just been written.
   */
  private OptionalInt size() throws InterruptedException {
    try {
      if (ask(Replicator.GetReplicaCount::new).n() < 2) {
        return OptionalInt.empty(); // this node is alone, as far as it knows yet
      }
      OptionalInt known = read(new Replicator.ReadMajority(ANSWER_LIMIT));
      boolean isNone = known.isPresent() && known.getAsInt() == 0;
      return isNone ? read(new Replicator.ReadAll(ANSWER_LIMIT)) : known;
    } catch (ExecutionException e) {
      system.log().debug("the registry of engines cannot be read now", e);
      return OptionalInt.empty();
    }
  }

  private OptionalInt read(Replicator.ReadConsistency consistency)
      throws ExecutionException, InterruptedException {
    return sizeIn(ask(to -> new Replicator.Get<>(EngineRegistry.KEY, consistency, to)));
  }

  private static OptionalInt sizeIn(Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response) {
    if (response instanceof Replicator.GetSuccess<LWWMap<Integer, EngineEntry>> found) {
      return OptionalInt.of(found.get(EngineRegistry.KEY).size());
    }
    return response instanceof Replicator.NotFound ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private <T> T ask(Function<ActorRef<T>, Replicator.Command> question)
      throws ExecutionException, InterruptedException {
    ActorRef<Replicator.Command> replicator = DistributedData.get(system).replicator();
    return AskPattern.ask(replicator, question::apply, ASK_LIMIT, system.scheduler())
        .toCompletableFuture()
        .get();
  }
}
