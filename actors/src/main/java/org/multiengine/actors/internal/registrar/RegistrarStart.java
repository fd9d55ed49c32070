package org.multiengine.actors.internal.registrar;

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
import org.multiengine.actors.internal.registrar.EngineRegistrar.Command;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.core.identity.EngineId;

/**
 * The first behaviour of the registrar: it reads the registry and stashes all other messages until
 * the registry has been read. Later changes of the registry, such as the last ones of an earlier
 * registrar, come as {@link Seen}.
 */
final class RegistrarStart {

  record Loaded(Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response) implements Command {}

  record Seen(Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>> response)
      implements Command {

    /** Returns the entries of the registry as this node has it now. */
    SortedMap<EngineId, EngineEntry> entries() {
      return response instanceof Replicator.Changed<LWWMap<Integer, EngineEntry>> changed
          ? EngineRegistry.entries(changed.get(EngineRegistry.KEY))
          : new TreeMap<>();
    }
  }

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
    replicator.subscribe(EngineRegistry.KEY, Seen::new);
    read(new Replicator.ReadMajority(READ_LIMIT));
    return Behaviors.receive(Command.class)
        .onMessage(Loaded.class, loaded -> onLoaded(loaded, next))
        .onAnyMessage(this::onEarly)
        .build();
  }

  /** Keeps a message. When there is no room, it is dropped: nodes report again. */
  private Behavior<Command> onEarly(Command message) {
    if (!stash.isFull()) {
      stash.stash(message);
    }
    return Behaviors.same();
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
