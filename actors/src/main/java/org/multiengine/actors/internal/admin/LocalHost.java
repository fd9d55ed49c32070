package org.multiengine.actors.internal.admin;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.registrar.EngineStarter;
import org.multiengine.actors.internal.registrar.HostPort;
import org.multiengine.actors.internal.registrar.ShutdownOrder;
import org.multiengine.actors.internal.settings.MultiengineSettings.RegistrySettings;

/**
 * This node as a host, and its access to the registrar on whichever host it runs.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalHost implements HostPort {

  private final ActorSystem<?> system;
  private final RegistrySettings settings;
  private @Nullable ActorRef<EngineRegistrar.Command> registrar;
  private @Nullable ActorRef<Topic.Command<ShutdownOrder>> hosts;
  private volatile @Nullable EngineStarter starter;
  private volatile @Nullable Runnable onShutdown;

  /**
   * Creates the host; starts nothing.
   *
   * @param system the actor system
   * @param settings the settings of the registrar
   */
  LocalHost(ActorSystem<?> system, RegistrySettings settings) {
    this.system = system;
    this.settings = settings;
  }

  /** Lets the registrar run on this node and lets this node receive the orders to hosts. */
  public synchronized void start() {
    if (hosts == null) {
      hosts().tell(Topic.subscribe(orders()));
    }
    var unused = registrar();
  }

  private ActorRef<ShutdownOrder> orders() {
    return system.systemActorOf(
        ShutdownOrder.recipient(this::shutdownRequested), "multiengine-host", Props.empty());
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

  private synchronized ActorRef<Topic.Command<ShutdownOrder>> hosts() {
    if (hosts == null) {
      hosts =
          system.systemActorOf(
              Topic.create(ShutdownOrder.class, "multiengine-hosts"),
              "multiengine-hosts",
              Props.empty());
    }
    return hosts;
  }

  /** Returns the registrar, or a proxy for it if it runs on another node. */
  public synchronized ActorRef<EngineRegistrar.Command> registrar() {
    if (registrar == null) {
      registrar =
          ClusterSingleton.get(system)
              .init(
                  SingletonActor.of(EngineRegistrar.create(settings, this), "multiengine-registrar")
                      .withSettings(
                          ClusterSingletonSettings.create(system).withRole(NodeRoles.HOST)));
    }
    return registrar;
  }

  void onShutdown(Runnable action) {
    this.onShutdown = action;
  }

  void onAdd(EngineStarter engineStarter) {
    this.starter = engineStarter;
  }

  @Override
  public Optional<EngineStarter> starter() {
    return Optional.ofNullable(starter);
  }

  @Override
  public void shutDownHosts(ActorRef<EngineRegistrar.Command> ordering) {
    hosts().tell(Topic.publish(new ShutdownOrder(ordering)));
  }
}
