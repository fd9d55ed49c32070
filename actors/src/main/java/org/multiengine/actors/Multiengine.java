package org.multiengine.actors;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.Member;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.Down;
import akka.cluster.typed.SingletonActor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.call.ControllerWatch;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.InformedFailureDetector;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.node.RelayClassFetcher;
import org.multiengine.actors.internal.node.SlotAllocation;
import org.multiengine.actors.internal.node.Slots;
import org.multiengine.actors.internal.registry.ClusterCommands;
import org.multiengine.actors.internal.registry.EngineAddition;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistrar;
import org.multiengine.actors.internal.registry.EngineStarter;
import org.multiengine.actors.internal.registry.HostOrder;
import org.multiengine.actors.internal.registry.HostPort;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.registry.RegistryRead;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * The Akka extension: what Multiengine runs on a node of a cluster.
 *
 * <p>A node with the cluster roles {@code host} and {@code multiengine} calls {@link #startHost()};
 * one with {@code engine} and {@code multiengine} calls {@link #startEngines(int)}; any node uses
 * {@link #controller()}. A node may do all three:
 *
 * <pre>{@code
 * Multiengine multiengine = Multiengine.get(system);
 * multiengine.bind("orders", repository);
 * multiengine.guard(Guard.ofRole("operations"));
 * multiengine.startHost();
 * multiengine.startEngines(4);
 * }</pre>
 *
 * <p>What becomes of engines is published to the system's event stream as {@link EngineChange}, on
 * each node that has a controller.
 *
 * <p>Safe for use by several threads.
 */
public final class Multiengine implements Extension, HostPort {

  private static final class Id extends ExtensionId<Multiengine> {
    private static final Id INSTANCE = new Id();

    @Override
    public Multiengine createExtension(ActorSystem<?> system) {
      return new Multiengine(system);
    }
  }

  private static final Duration ENDING = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final MultiengineSettings settings;
  private final RegistryDirectory directory = new RegistryDirectory();
  private @Nullable ActorRef<Controller.Command> controller;
  private @Nullable ActorRef<ControllerWatch.Command> watch;
  private int controllers;
  private boolean controllerEnded;
  private @Nullable ActorRef<NodeRelay.Command> relay;
  private @Nullable ActorRef<EngineRegistrar.Command> registrar;
  private @Nullable ActorRef<Topic.Command<HostOrder>> hosts;
  private @Nullable ActorRef<ShardingEnvelope<Engine.Command>> engines;
  private final CodeLoaders code;
  private final Gatekeeper gatekeeper;
  private Bindings bindings = Bindings.NONE;
  private volatile StartupScript startup = StartupScript.NONE;
  private volatile @Nullable Runnable onShutdown;
  private volatile @Nullable EngineStarter starter;
  private final AtomicLong engineAdditions = new AtomicLong();
  private volatile Runnable onEmpty = () -> {};

  private Multiengine(ActorSystem<?> system) {
    this.system = system;
    this.settings = MultiengineSettings.of(system);
    this.code =
        new CodeLoaders(
            Multiengine.class.getClassLoader(),
            new RelayClassFetcher(this::relay, settings.code().fetchLimit()),
            settings.code().cacheBytes());
    this.gatekeeper =
        new Gatekeeper(
            AccessSettings.of(system.settings().config().getConfig("multiengine.access")));
    directory.onChange(change -> system.eventStream().tell(new EventStream.Publish<>(change)));
  }

  /** Returns the extension of a system whose provider is the cluster. */
  public static Multiengine get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /**
   * Returns this node's controller, starting it at the first call. Should one have ended, another
   * one takes its place: ask again rather than keep it.
   */
  public synchronized ActorRef<Controller.Command> controller() {
    ActorRef<Controller.Command> known = controller;
    if (known != null && (!controllerEnded || isEnding())) {
      return known;
    }
    try {
      return startController();
    } catch (IllegalStateException systemEnds) {
      if (known == null) {
        throw systemEnds;
      }
      return known;
    }
  }

  private ActorRef<Controller.Command> startController() {
    controllers++;
    String name = "multiengine-controller" + (controllers == 1 ? "" : "-" + controllers);
    ActorRef<Controller.Command> started =
        system.systemActorOf(Controller.create(settings, directory), name, Props.empty());
    controller = started;
    controllerEnded = false;
    watch().tell(new ControllerWatch.Watch(started));
    return started;
  }

  /** Tells whether the system has ended or is known to: it takes its actors with it. */
  private boolean isEnding() {
    return system.getWhenTerminated().toCompletableFuture().isDone()
        || CoordinatedShutdown.get(system).getShutdownReason().isPresent();
  }

  private ActorRef<ControllerWatch.Command> watch() {
    ActorRef<ControllerWatch.Command> known = watch;
    if (known == null) {
      known =
          system.systemActorOf(
              ControllerWatch.create(this::controllerEnded),
              "multiengine-controller-watch",
              Props.empty());
      watch = known;
    }
    return known;
  }

  /** Nothing is known of the engines until the next controller has learnt it. */
  private synchronized void controllerEnded(ActorRef<Controller.Command> ended) {
    if (ended.equals(controller) && !isEnding()) {
      // Nothing tells that a system is being terminated; its scheduler then drops what is left.
      var unused =
          system
              .scheduler()
              .scheduleOnce(
                  ENDING,
                  () -> system.log().error("{} has ended; calls go to another one", ended),
                  system.executionContext());
      controllerEnded = true;
      directory.clear();
    }
  }

  /** Returns the engines as this node's controller knows them. */
  public EngineDirectory directory() {
    controller();
    return directory;
  }

  /**
   * Waits until this node, which has just joined, knows an engine of its cluster that can be
   * called, or that all are lost. It asks the other nodes rather than wait for gossip.
   *
   * @param limit how long to wait at most
   * @return false if the cluster has none, or this was not known in time
   */
  public boolean awaitRegistry(Duration limit) throws InterruptedException {
    controller();
    return new RegistryRead(system, directory).await(limit);
  }

  /** Lets this node give ids to engines and coordinate where they are. */
  public synchronized void startHost() {
    requireRole(NodeRoles.HOST);
    if (hosts == null) {
      hosts().tell(Topic.subscribe(hostDoor()));
    }
    registrar();
    engines();
  }

  private ActorRef<HostOrder> hostDoor() {
    return system.systemActorOf(
        Behaviors.receiveMessage(
            order -> {
              shutdownRequested();
              return Behaviors.same();
            }),
        "multiengine-host",
        Props.empty());
  }

  private synchronized ActorRef<Topic.Command<HostOrder>> hosts() {
    if (hosts == null) {
      hosts =
          system.systemActorOf(
              Topic.create(HostOrder.class, "multiengine-hosts"),
              "multiengine-hosts",
              Props.empty());
    }
    return hosts;
  }

  /**
   * Puts an object of the application into the namespace of every engine that this node will start:
   * scripts and functions use it by its name. It is the object itself, not a copy, used by the
   * engines' threads beside the application's own; it stays when an engine is reset.
   *
   * <pre>{@code
   * multiengine.bind("orders", repository);
   * multiengine.startEngines(2);
   * }</pre>
   *
   * @throws IllegalArgumentException if scripts cannot use the name
   * @throws KernelError if this node has started its engines already
   */
  public synchronized void bind(String name, Object object) {
    if (relay != null) {
      throw new KernelError("bind '" + name + "' before this node starts its engines");
    }
    bindings = bindings.with(name, object);
  }

  /**
   * Sets who may do what on the engines of this node from now on, in place of the guard before.
   * What {@code multiengine.access} in the settings refuses stays refused. From now on the log
   * {@code org.multiengine.audit} tells what is asked of the engines, unless the settings say
   * otherwise.
   *
   * <p>Every node that holds engines guards its own. A refused call fails with {@link
   * org.multiengine.core.error.AccessDenied}.
   */
  public void guard(Guard guard) {
    gatekeeper.guard(guard);
  }

  /**
   * Starts engines on this node, with the start-up script that the settings name.
   *
   * @throws KernelError if this node has started engines already, or lacks the roles for it, or the
   *     start-up script cannot be read
   */
  public void startEngines(int count) {
    startEngines(count, StartupScript.read(Path.of(settings.engine().startupScript())));
  }

  /**
   * Starts engines on this node, in the slot that the settings name; they are in the registry as
   * soon as they take requests.
   *
   * @param count how many
   * @param script what each of them runs first
   * @throws KernelError if this node has started engines already, or lacks the roles for it
   */
  public synchronized void startEngines(int count, StartupScript script) {
    requireRole(NodeRoles.ENGINE);
    if (relay != null) {
      throw new KernelError("this node has started its engines already");
    }
    startup = script;
    String slot = settings.slot().isEmpty() ? Addresses.of(system) : settings.slot();
    ActorRef<ShardingEnvelope<Engine.Command>> region = engines();
    Consumer<EngineId> start =
        id -> region.tell(new ShardingEnvelope<>(Slots.entityId(slot, id), new Engine.Start()));
    relay =
        system.systemActorOf(
            NodeRelay.create(
                new NodeRelay.Node(
                    slot, count, registrar(), start, code, () -> onEmpty.run(), gatekeeper),
                settings),
            "multiengine-relay",
            Props.empty());
  }

  /**
   * Tells the cluster that the process of a slot has ended, as the host that started it knows long
   * before any failure detector: its engines are lost, its node is declared down.
   *
   * @param slot the slot
   * @param how what is known of the end, for people
   */
  public void slotExited(String slot, String how) {
    for (Member member : Cluster.get(system).state().getMembers()) {
      if (member.hasRole(NodeRoles.slot(slot))) {
        processEnded(member.address());
      }
    }
    registrar().tell(new ClusterCommands.Exited(slot, how));
  }

  /** Tells the cluster that the process of a node has ended: the node is declared down. */
  public void processEnded(Address node) {
    InformedFailureDetector.ended(node.toString());
    Cluster.get(system).manager().tell(new Down(node));
  }

  /**
   * Asks how many engines a slot is to have, those that are lost included and those that were
   * removed not. Fails if the cluster does not answer in time.
   */
  public CompletionStage<Integer> enginesOf(String slot, Duration limit) {
    return AskPattern.ask(
            registrar(),
            (ActorRef<ClusterCommands.Counted> replyTo) -> new ClusterCommands.Count(slot, replyTo),
            limit,
            system.scheduler())
        .thenApply(ClusterCommands.Counted::engines);
  }

  /**
   * Gives up all engines that are lost: they are no longer known, and their ids may be given again.
   * If a process of them comes back, it has new engines. Fails if the cluster does not answer in
   * time.
   *
   * @return their ids
   */
  public CompletionStage<List<EngineId>> removeLost(Duration limit) {
    return AskPattern.ask(registrar(), ClusterCommands.RemoveLost::new, limit, system.scheduler())
        .thenApply(ClusterCommands.RemovedLost::ids);
  }

  /**
   * Lets a registry of the application have the figures of this node from now on: of its calls, its
   * engines, and how many engines the cluster has. Nothing is measured before. Hand it over before
   * the first call; do so once for each registry. Closing it stays with its owner.
   *
   * <pre>{@code
   * Multiengine.get(system).measureTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
   * }</pre>
   */
  public void measureTo(MeterRegistry registry) {
    controller();
    for (EngineEntry.State state : EngineEntry.State.values()) {
      Gauge.builder("multiengine.engines", directory, engines -> engines.count(state))
          .description("Engines that have an id in the cluster, by state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Metrics.get(system).addTo(registry);
  }

  /**
   * Asks the process of a slot what it has measured. Fails if it does not answer in time, at once
   * if no engine of it is there.
   */
  public CompletionStage<MetricsSnapshot> metricsOf(String slot, Duration limit) {
    controller();
    ActorRef<LinkFrame> door = directory.relay(slot);
    if (door == null) {
      return CompletableFuture.failedFuture(new KernelError("no engine of " + slot + " is there"));
    }
    ActorRef<NodeRelay.Command> node = door.unsafeUpcast();
    return AskPattern.ask(node, NodeRelay.Measure::new, limit, system.scheduler())
        .thenApply(NodeRelay.Measured::snapshot);
  }

  /** Sets what this node does when the last of its engines has been killed; nothing at first. */
  public void onEmpty(Runnable action) {
    this.onEmpty = action;
  }

  /** Sets what this node does when a client asks for the end of the cluster. */
  public void onShutdown(Runnable action) {
    this.onShutdown = action;
  }

  /** Sets how this host adds engines to the running cluster; at first it refuses to. */
  public void onAdd(EngineStarter engineStarter) {
    this.starter = engineStarter;
  }

  @Override
  public Optional<EngineStarter> starter() {
    return Optional.ofNullable(starter);
  }

  /**
   * Asks the hosts for more engines.
   *
   * @param count how many
   * @param limit how long it may take
   * @param progress receives the number of new engines that take requests, each time it changes
   * @return their ids; fails with a {@link KernelError} if not all of them started within the limit
   */
  public CompletionStage<List<EngineId>> addEngines(
      int count, Duration limit, IntConsumer progress) {
    var order = new EngineAddition.Order(count, limit, progress, new CompletableFuture<>());
    system.systemActorOf(
        EngineAddition.create(order, registrar(), directory()),
        "multiengine-addition-" + engineAdditions.incrementAndGet(),
        Props.empty());
    return order.result();
  }

  /** Asks the hosts to end the cluster. */
  public void requestShutdown() {
    registrar().tell(new ClusterCommands.Shutdown());
  }

  @Override
  public void shutDownHosts() {
    hosts().tell(Topic.publish(HostOrder.SHUTDOWN));
  }

  private void shutdownRequested() {
    Runnable action = onShutdown;
    if (action == null) {
      system
          .log()
          .warn("a client wants to end the cluster, but this node belongs to an application");
    } else {
      action.run();
    }
  }

  private void requireRole(String role) {
    for (String needed : new String[] {role, NodeRoles.MULTIENGINE}) {
      if (!Cluster.get(system).selfMember().hasRole(needed)) {
        throw new KernelError(
            "this node lacks the cluster role '" + needed + "'; add it to akka.cluster.roles");
      }
    }
  }

  private synchronized ActorRef<EngineRegistrar.Command> registrar() {
    if (registrar == null) {
      registrar =
          ClusterSingleton.get(system)
              .init(
                  SingletonActor.of(
                          EngineRegistrar.create(settings.registry().maxEngines(), this),
                          "multiengine-registrar")
                      .withSettings(
                          ClusterSingletonSettings.create(system).withRole(NodeRoles.HOST)));
    }
    return registrar;
  }

  private synchronized ActorRef<ShardingEnvelope<Engine.Command>> engines() {
    if (engines == null) {
      engines =
          ClusterSharding.get(system)
              .init(
                  Entity.of(
                          Slots.ENGINES,
                          entity ->
                              Engine.create(Slots.engineId(entity.getEntityId()), engineNode()))
                      .withMessageExtractor(new Slots())
                      .withAllocationStrategy(SlotAllocation.of(Cluster.get(system)))
                      .withSettings(
                          ClusterShardingSettings.create(system).withNoPassivationStrategy())
                      .withStopMessage(new Engine.Stop())
                      .withRole(NodeRoles.MULTIENGINE));
    }
    return engines;
  }

  private synchronized Engine.Node engineNode() {
    return new Engine.Node(settings.engine(), relay(), code, startup, bindings);
  }

  /** Returns what stands for the engines of this node. */
  public synchronized ActorRef<NodeRelay.Command> relay() {
    if (relay == null) {
      throw new KernelError("an engine was placed on a node that holds none");
    }
    return relay;
  }
}
