package org.multiengine.actors.internal.registry;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.multiengine.actors.internal.registry.EngineRegistrar.Command;
import org.multiengine.core.identity.EngineId;

/**
 * The first behaviour of the registrar: it reads the registry and stashes all other messages until
 * the registry has been read.
 */
final class RegistrarStart {

  record Loaded(Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response) implements Command {}

  private static final int MAX_STASHED_MESSAGES = 100_000;
  private static final Duration READ_LIMIT = Duration.ofSeconds(3);

  private final StashBuffer<Command> stash;
  private final ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>> replicator;

  private RegistrarStart(
      StashBuffer<Command> stash,
      ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>> replicator) {
    this.stash = stash;
    this.replicator = replicator;
  }

  /**
   * Creates the behaviour.
   *
   * @param next creates the behaviour that follows, from the entries of the registry
   */
  static Behavior<Command> loading(
      BiFunction<ActorContext<Command>, SortedMap<EngineId, EngineEntry>, Behavior<Command>> next) {
    return Behaviors.withStash(
        MAX_STASHED_MESSAGES,
        stash ->
            Behaviors.setup(
                context ->
                    DistributedData.withReplicatorMessageAdapter(
                        (ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>>
                                replicator) ->
                            new RegistrarStart(stash, replicator)
                                .loading(entries -> next.apply(context, entries)))));
  }

  private Behavior<Command> loading(
      Function<SortedMap<EngineId, EngineEntry>, Behavior<Command>> next) {
    read(new Replicator.ReadMajority(READ_LIMIT));
    return Behaviors.receive(Command.class)
        .onMessage(Loaded.class, loaded -> onLoaded(loaded, next))
        .onAnyMessage(
            message -> {
              stash.stash(message);
              return Behaviors.same();
            })
        .build();
  }

  private void read(Replicator.ReadConsistency consistency) {
    replicator.askGet(
        replyTo -> new Replicator.Get<>(EngineRegistry.KEY, consistency, replyTo), Loaded::new);
  }

  private Behavior<Command> onLoaded(
      Loaded loaded, Function<SortedMap<EngineId, EngineEntry>, Behavior<Command>> next) {
    if (loaded.response() instanceof Replicator.GetFailure) {
      // Nodes that do not use Distributed Data never answer, so this node's copy has to do.
      read(Replicator.readLocal());
      return Behaviors.same();
    }
    return stash.unstashAll(next.apply(entries(loaded.response())));
  }

  private static SortedMap<EngineId, EngineEntry> entries(
      Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response) {
    return response instanceof Replicator.GetSuccess<LWWMap<Integer, EngineEntry>> found
        ? EngineRegistry.entries(found.get(EngineRegistry.KEY))
        : new TreeMap<>();
  }
}
