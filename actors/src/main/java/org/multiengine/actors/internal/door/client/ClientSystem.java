package org.multiengine.actors.internal.door.client;

import akka.Done;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.multiengine.actors.internal.call.ControllerActor;
import org.multiengine.actors.internal.call.ControllerLife;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.actors.internal.settings.MultiengineSettings;

/**
 * The actor system of a client that is no member of a cluster, with a controller and a directory of
 * engines. The system is local: it has no remoting, and nothing can connect to it. Its threads do
 * not keep the program alive.
 *
 * <p>Safe for use by several threads.
 */
public final class ClientSystem {

  /** The name of the actor system. */
  public static final String NAME = "multiengine-client";

  private final ActorSystem<Void> system;
  private final RegistryDirectory directory = new RegistryDirectory();
  private final MultiengineSettings settings;
  private final ControllerLife controllers;

  private ClientSystem(ActorSystem<Void> system, RegistrySource source) {
    this.system = system;
    this.settings = MultiengineSettings.of(system);
    this.controllers =
        new ControllerLife(
            system, () -> ControllerActor.create(settings, directory, source), directory::clear);
  }

  /**
   * Starts the actor system of a client; its controller is started when it is needed.
   *
   * @param source the origin of the registry of engines
   */
  public static ClientSystem start(RegistrySource source) {
    return start(NodeConfig.load(), source);
  }

  /**
   * Starts the actor system of a client.
   *
   * @param node the configuration of a node, of which the client's is made
   * @param source the origin of the registry of engines
   */
  public static ClientSystem start(Config node, RegistrySource source) {
    BootstrapSetup bootstrap =
        BootstrapSetup.create(
            Optional.of(ClientClassLoader.INSTANCE),
            Optional.of(ClientConfig.of(node)),
            Optional.empty());
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), NAME, ActorSystemSetup.create(bootstrap));
    // The controller's watch uses the event stream, which cannot start once the system ends.
    var unused = system.eventStream();
    return new ClientSystem(system, source);
  }

  /** Returns the actor system. */
  public ActorSystem<Void> system() {
    return system;
  }

  /** Returns the settings of the system. */
  public MultiengineSettings settings() {
    return settings;
  }

  /** Returns the controllers. */
  public ControllerLife controllers() {
    return controllers;
  }

  /** Returns the directory of the cluster's engines; starts the controller, which updates it. */
  public RegistryDirectory directory() {
    var unused = controllers.controller();
    return directory;
  }

  /** Ends the actor system; returns when all its actors have ended. */
  public CompletionStage<Done> terminate() {
    system.terminate();
    return system.getWhenTerminated();
  }
}
