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
 * Asks the nodes of a cluster for the registry of engines. A node that has just joined would learn
 * it from gossip, too, but at some time, and never that there is none. What is read becomes the
 * node's own copy, of which its controller hears.
 */
public final class RegistryRead {

  /** Nodes that do not use Distributed Data never answer; gossip of the others will do then. */
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);

  private static final Duration ASK_LIMIT = ANSWER_LIMIT.multipliedBy(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ActorSystem<?> system;
  private final RegistryDirectory directory;

  public RegistryRead(ActorSystem<?> system, RegistryDirectory directory) {
    this.system = system;
    this.directory = directory;
  }

  /**
   * Waits until an engine can be called, or all are lost; returns false if there are none, or not
   * in time.
   */
  public boolean await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!directory.awaitAny(Duration.ZERO)) {
      OptionalInt there = size();
      if (there.isPresent() && there.getAsInt() == 0) {
        return false;
      }
      if (!directory.awaitAny(PAUSE) && System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many engines the nodes know; empty if too few answer. What the registrar writes is
   * on one node at first: that there are none, all have to say.
   */
  private OptionalInt size() throws InterruptedException {
    try {
      if (ask(Replicator.GetReplicaCount::new).n() < 2) {
        return OptionalInt.empty(); // this node is alone, as far as it knows yet
      }
      OptionalInt there = read(new Replicator.ReadMajority(ANSWER_LIMIT));
      boolean isNone = there.isPresent() && there.getAsInt() == 0;
      return isNone ? read(new Replicator.ReadAll(ANSWER_LIMIT)) : there;
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
