package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.typed.Cluster;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;

/**
 * The engines of this node and the sharding region that holds them.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalEngines {

  private final ActorSystem<?> system;
  private final MultiengineSettings settings;
  private final CodeLoaders code;
  private final Gatekeeper gatekeeper;
  private Bindings bindings = Bindings.NONE;
  private final CompletableFuture<Engine.Node> node = new CompletableFuture<>();
  private boolean started;
  private @Nullable ActorRef<ShardingEnvelope<Engine.Command>> region;
  private volatile Runnable onEmpty = () -> {};

  /** Creates the engines of a node; starts none. */
  public LocalEngines(ActorSystem<?> system, MultiengineSettings settings) {
    this.system = system;
    this.settings = settings;
    this.code =
        new CodeLoaders(
            LocalEngines.class.getClassLoader(),
            new RelayClassFetcher(this::relay, settings.code().fetchLimit()),
            settings.code().cacheBytes());
    this.gatekeeper =
        new Gatekeeper(
            AccessSettings.of(system.settings().config().getConfig("multiengine.access")));
  }

  /**
   * Adds an object to the namespaces of the engines that will be started.
   *
   * @throws IllegalArgumentException if scripts cannot use the name
   * @throws KernelError if engines have been started already
   */
  public synchronized void bind(String name, Object object) {
    if (started) {
      throw new KernelError("bind '" + name + "' before this node starts its engines");
    }
    bindings = bindings.with(name, object);
  }

  /** Sets the guard of the engines. */
  public void guard(Guard guard) {
    gatekeeper.guard(guard);
  }

  /** Sets the action that is run when the last engine of this node has been killed. */
  public void onEmpty(Runnable action) {
    this.onEmpty = action;
  }

  /**
   * Starts engines in the slot that the settings name.
   *
   * @param count how many engines
   * @param script the script that each of them runs first
   * @param registrar gives ids
   * @throws KernelError if engines have been started already
   */
  public synchronized void start(
      int count, StartupScript script, ActorRef<EngineRegistrar.Command> registrar) {
    if (started) {
      throw new KernelError("this node has started its engines already");
    }
    started = true;
    String slot = settings.slot().isEmpty() ? Addresses.of(system) : settings.slot();
    ActorRef<ShardingEnvelope<Engine.Command>> shards = join();
    // The relay may have an engine started before its reference is known here.
    RelayNode.EngineStart start =
        (id, earlier) -> {
          String entity = Slots.entityId(slot, id, earlier);
          var unused =
              node.thenRun(() -> shards.tell(new ShardingEnvelope<>(entity, new Engine.Start())));
        };
    ActorRef<NodeRelay.Command> relay =
        system
            .systemActorOf(
                NodeRelay.create(
                    new RelayNode(
                        slot, count, registrar, start, code, () -> onEmpty.run(), gatekeeper),
                    settings),
                "multiengine-relay",
                Props.empty())
            .narrow();
    node.complete(
        new Engine.Node(
            settings.engine(), settings.tasks().inbox(), relay, code, script, bindings));
  }

  /** Joins the sharding of engines and returns this node's region. */
  public synchronized ActorRef<ShardingEnvelope<Engine.Command>> join() {
    if (region == null) {
      region =
          ClusterSharding.get(system)
              .init(
                  Entity.of(
                          Slots.ENGINES,
                          entity -> Engine.create(Slots.engineId(entity.getEntityId()), node()))
                      .withMessageExtractor(new Slots())
                      .withAllocationStrategy(SlotAllocation.of(Cluster.get(system)))
                      .withSettings(
                          ClusterShardingSettings.create(system).withNoPassivationStrategy())
                      .withStopMessage(new Engine.Stop())
                      .withRole(NodeRoles.MULTIENGINE));
    }
    return region;
  }

  /**
   * Returns what engines need of this node. Waits for nothing: threads of engines and of the actor
   * system call this while {@link #start} holds the monitor.
   */
  private Engine.Node node() {
    Engine.Node known = node.getNow(null);
    if (known == null) {
      throw new KernelError("an engine was placed on a node that holds none");
    }
    return known;
  }

  /**
   * Returns the relay of this node.
   *
   * @throws KernelError if this node holds no engines
   */
  public ActorRef<NodeRelay.Command> relay() {
    return node().relay();
  }

  /** Returns the relay of this node; null if the node holds no engines. */
  public @Nullable ActorRef<NodeRelay.Command> findRelay() {
    Engine.Node known = node.getNow(null);
    return known == null ? null : known.relay();
  }
}
