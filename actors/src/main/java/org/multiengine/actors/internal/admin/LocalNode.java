package org.multiengine.actors.internal.admin;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.eventstream.EventStream;
import org.multiengine.actors.internal.call.ControllerActor;
import org.multiengine.actors.internal.call.ControllerLife;
import org.multiengine.actors.internal.node.LocalEngines;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.registry.ReplicatedRegistry;
import org.multiengine.actors.internal.settings.MultiengineSettings;

/** The parts of Multiengine on this node, created once for each actor system. */
public final class LocalNode implements Extension {

  private static final class Id extends ExtensionId<LocalNode> {
    private static final Id INSTANCE = new Id();

    @Override
    public LocalNode createExtension(ActorSystem<?> system) {
      return new LocalNode(system);
    }
  }

  private final MultiengineSettings settings;
  private final RegistryDirectory directory = new RegistryDirectory();
  private final ControllerLife controllers;
  private final LocalEngines engines;
  private final LocalHost host;

  private LocalNode(ActorSystem<?> system) {
    this.settings = MultiengineSettings.of(system);
    this.controllers =
        new ControllerLife(
            system,
            () -> ControllerActor.create(settings, directory, new ReplicatedRegistry()),
            directory::clear);
    this.engines = new LocalEngines(system, settings);
    this.host = new LocalHost(system, settings.registry());
    var unused =
        directory.onChange(change -> system.eventStream().tell(new EventStream.Publish<>(change)));
  }

  /** Returns the parts of a system whose provider is the cluster. */
  public static LocalNode get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
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

  /** Returns the engines of this node. */
  public LocalEngines engines() {
    return engines;
  }

  /** Returns this node as a host. */
  public LocalHost host() {
    return host;
  }
}
