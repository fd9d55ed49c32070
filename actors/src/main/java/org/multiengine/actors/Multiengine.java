package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.cluster.typed.Cluster;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.registry.EngineGauges;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;

/**
 * The Akka extension that runs Multiengine on a node of a cluster.
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
 * <p>Changes of engines are published to the system's event stream as {@link EngineChange}, on each
 * node that has a controller.
 *
 * <p>Safe for use by several threads.
 */
public final class Multiengine implements Extension {

  private static final class Id extends ExtensionId<Multiengine> {
    private static final Id INSTANCE = new Id();

    @Override
    public Multiengine createExtension(ActorSystem<?> system) {
      return new Multiengine(system);
    }
  }

  private final ActorSystem<?> system;
  private final LocalNode node;

  private Multiengine(ActorSystem<?> system) {
    this.system = system;
    this.node = LocalNode.get(system);
  }

  /** Returns the extension of a system whose provider is the cluster. */
  public static Multiengine get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /**
   * Returns this node's controller; the first call starts it. A controller that has ended is
   * replaced by another one, so call this method again instead of keeping the result.
   */
  public ActorRef<Controller.Command> controller() {
    return node.controllers().controller();
  }

  /** Returns the engines as this node's controller knows them. */
  public EngineDirectory directory() {
    return node.directory();
  }

  /**
   * Makes this node a host: it may give ids to engines and coordinate their placement.
   *
   * @throws KernelError if this node lacks the roles for it
   */
  public void startHost() {
    requireRole(NodeRoles.HOST);
    node.host().start();
    var unused = node.engines().join();
  }

  /**
   * Adds an object of the application to the namespace of every engine that this node will start.
   * Scripts and functions use it by its name. It is the object itself, not a copy, and the engines'
   * threads use it in addition to the application's own. It stays when an engine is reset.
   *
   * <pre>{@code
   * multiengine.bind("orders", repository);
   * multiengine.startEngines(2);
   * }</pre>
   *
   * @throws IllegalArgumentException if scripts cannot use the name
   * @throws KernelError if this node has started its engines already
   */
  public void bind(String name, Object object) {
    node.engines().bind(name, object);
  }

  /**
   * Sets who may do what on the engines of this node from now on, in place of the previous guard.
   * Requests that {@code multiengine.access} in the settings refuses stay refused. From now on the
   * log {@code org.multiengine.audit} records the requests to the engines, unless the settings say
   * otherwise.
   *
   * <p>Every node that holds engines guards its own. A refused call fails with {@link
   * org.multiengine.core.error.AccessDenied}.
   */
  public void guard(Guard guard) {
    node.engines().guard(guard);
  }

  /**
   * Starts engines on this node, with the start-up script that the settings name.
   *
   * @throws KernelError if this node has started engines already, or lacks the roles for it, or the
   *     start-up script cannot be read
   */
  public void startEngines(int count) {
    startEngines(count, StartupScript.read(Path.of(node.settings().engine().startupScript())));
  }

  /**
   * Starts engines on this node, in the slot that the settings name. They are in the registry as
   * soon as they take requests.
   *
   * @param count how many engines
   * @param script the script that each of them runs first
   * @throws KernelError if this node has started engines already, or lacks the roles for it
   */
  public void startEngines(int count, StartupScript script) {
    requireRole(NodeRoles.ENGINE);
    node.engines().start(count, script, node.host().registrar());
  }

  /**
   * Publishes the metrics of this node to a registry of the application from now on: of its calls,
   * of its engines, and the number of engines in the cluster. Nothing is measured before. Call this
   * before the first call, once for each registry. The owner of the registry closes it.
   *
   * <pre>{@code
   * Multiengine.get(system).measureTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
   * }</pre>
   */
  public void measureTo(MeterRegistry registry) {
    EngineGauges.register(node.directory(), registry);
    Metrics.get(system).addTo(registry);
  }

  private void requireRole(String role) {
    for (String needed : new String[] {role, NodeRoles.MULTIENGINE}) {
      if (!Cluster.get(system).selfMember().hasRole(needed)) {
        throw new KernelError(
            "this node lacks the cluster role '" + needed + "'; add it to akka.cluster.roles");
      }
    }
  }
}
