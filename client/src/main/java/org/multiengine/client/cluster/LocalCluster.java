package org.multiengine.client.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.EngineListener;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.Subscription;
import org.multiengine.client.internal.call.EngineSubscriptions;
import org.multiengine.client.internal.cluster.EngineStart;
import org.multiengine.client.internal.cluster.Host;
import org.multiengine.client.internal.cluster.HostDescription;
import org.multiengine.client.internal.cluster.HostDoor;
import org.multiengine.client.internal.cluster.HostMetrics;
import org.multiengine.client.internal.cluster.Publication;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.Founding;
import org.multiengine.client.internal.join.Membership;
import org.multiengine.client.internal.life.Lifecycle;
import org.multiengine.client.internal.process.EngineLogs;
import org.multiengine.client.internal.process.EngineRecipe;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;

/**
 * A cluster that this program hosts: engines in this JVM, or in child processes that end with it.
 * It binds to loopback by default, may have further hosts on other machines, and is private: only
 * programs of the same user on the same machine can connect, and holders of its connection file,
 * which contains a certificate issued by the cluster.
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start(4);
 *     MultiEngineClient mec = cluster.connect()) {
 *   System.out.println(mec.ids());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class LocalCluster implements AutoCloseable {

  private static final String REMOVED =
      "this host was removed from the cluster: it was cut off from the oldest of its hosts, or"
          + " could not be reached for too long; see its log, and join again";

  private final ActorSystem<Void> system;
  private final Host host;
  private final HostDoor door;
  private final Membership membership;
  private final Lifecycle life = new Lifecycle();
  private final EngineSubscriptions subscriptions = new EngineSubscriptions(life::isClosing);
  private final HostClients clients;
  private volatile Optional<HostMetrics> metrics = Optional.empty();

  private LocalCluster(ActorSystem<Void> system, Host host, HostDoor door) {
    this.system = system;
    this.host = host;
    this.membership = new Membership(system);
    this.clients = new HostClients(system, door);
    this.door = door;
    life.onClose(door::close);
    life.onClose(membership::terminate);
    life.onClose(host::close);
    life.onClose(this::leaveOthers);
  }

  /**
   * Starts engines in this JVM and waits until they take requests.
   *
   * @throws KernelError if they do not in time
   */
  public static LocalCluster start(int engines) {
    return builder().engines(engines).start();
  }

  /**
   * Starts a cluster and waits until its engines take requests.
   *
   * @throws KernelError if an engine cannot start, or the start takes too long; nothing is left
   *     running then
   */
  public static LocalCluster start(ClusterOptions options) {
    ClusterPlan plan = ClusterPlan.of(options);
    EngineRecipe recipe = plan.recipe();
    String slotPrefix = plan.slotPrefix();
    EngineLogs logs = plan.logs();
    HostDoor door = plan.openDoor();
    ActorSystem<Void> system = startNode(plan, door);
    var host = new Host(system, recipe, logs, slotPrefix, door);
    var cluster = new LocalCluster(system, host, door);
    try {
      cluster.open(plan, recipe.startup());
      return cluster;
    } catch (RuntimeException e) {
      cluster.closeAfter(e);
      throw e;
    }
  }

  private static ActorSystem<Void> startNode(ClusterPlan plan, HostDoor door) {
    ClusterKeys keys = plan.clusterKeys();
    Config config = plan.nodeConfig(door.address());
    try {
      return keys == null
          ? NodeSystem.startInsecure(config)
          : NodeSystem.startSecured(config, () -> keys.of(NodeKind.HOST));
    } catch (RuntimeException e) {
      door.close();
      throw e;
    }
  }

  /** Returns a builder of a cluster with other options. */
  public static ClusterOptionsBuilder builder() {
    return ClusterOptions.builder();
  }

  private void open(ClusterPlan plan, StartupScript startup) {
    var unused = system.getWhenTerminated().thenRun(this::closeLater);
    Multiengine multiengine = Multiengine.get(system);
    becomeMember(plan.joined());
    metrics = HostMetrics.open(system, host::slots);
    metrics.ifPresent(opened -> life.onClose(opened::close));
    life.onClose(clients::close);
    multiengine.startHost();
    host.judgePeers();
    door.serve(system);
    ClusterAdmin.get(system).onShutdown(this::closeLater);
    ClusterOptions.Engines engines = plan.options().engines();
    if (engines.inProcesses()) {
      ClusterAdmin.get(system).onAdd(host);
      host.start(engines.count());
      host.keepCredentials();
    } else {
      multiengine.startEngines(engines.count(), startup);
    }
    awaitEngines(plan.options());
    publish(plan);
  }

  private void becomeMember(@Nullable ConnectionData joined) {
    Cluster cluster = Cluster.get(system);
    if (joined == null) {
      cluster.manager().tell(new Join(cluster.selfMember().address()));
      return;
    }
    Duration limit = system.settings().config().getDuration("multiengine.host.join-limit");
    Founding.start(system);
    try {
      membership.awaitUp(joined, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while joining the cluster", e);
    }
  }

  private void awaitEngines(ClusterOptions options) {
    int count = options.engines().count();
    var start =
        new EngineStart(
            Multiengine.get(system).directory(),
            host,
            Cluster.get(system).selfMember().address().toString(),
            count);
    try {
      start.await(options.startLimit(), StartPhases.reported(options.startListener(), count));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while engines were starting", e);
    }
  }

  /** Writes connection files, unless a client has ended the cluster already. */
  private void publish(ClusterPlan plan) {
    ClusterFolder folder = plan.folder();
    ClusterKeys keys = plan.clusterKeys();
    if (folder == null) {
      return;
    }
    var description = new HostDescription(system, folder.name());
    life.ifOpen(
        () -> {
          var publication = new Publication(folder, () -> description.now(access(keys), Map.of()));
          life.onClose(publication::close);
        });
  }

  private static ConnectionData.@Nullable Access access(@Nullable ClusterKeys keys) {
    return keys == null
        ? null
        : new ConnectionData.Access(keys.of(NodeKind.CLIENT), keys.authority());
  }

  /** Adds a listener to changes of the engines, from now on until the cluster is closed. */
  public Subscription onEngines(EngineListener listener) {
    return subscriptions.add(
            Multiengine.get(system).directory(),
            change -> listener.engineChanged(EngineEvent.of(change)))
        ::run;
  }

  /** Waits until the cluster has ended, whoever ended it. */
  public void awaitClosed() throws InterruptedException {
    life.awaitEnd();
  }

  /** Returns whether the cluster has ended, whoever ended it. */
  public boolean isClosed() {
    return life.hasEnded();
  }

  /** Returns a new client. It is closed with the cluster at the latest. */
  public MultiEngineClient connect() {
    List<MultiEngineClient> connected = new ArrayList<>();
    if (!life.ifOpen(() -> connected.add(clients.attach(!pids().isEmpty())))) {
      throw new KernelError("this cluster is closed; start another one");
    }
    return connected.get(0);
  }

  /**
   * Returns the ids of the engines' processes in the order of their start, ended ones included,
   * which is not the order of the engines' ids; empty if the engines run in this JVM. A restarted
   * process takes the place of the one it replaces.
   */
  public List<Long> pids() {
    return host.pids();
  }

  /**
   * Returns the URL of this host's metrics for Prometheus; empty if they are not served ({@link
   * ClusterOptionsBuilder#metrics}).
   */
  public Optional<String> metricsUrl() {
    return metrics.map(HostMetrics::url);
  }

  /** Returns the number of engines and where they run, or that the cluster is closed. */
  @Override
  public String toString() {
    if (system.getWhenTerminated().toCompletableFuture().isDone()) {
      return "LocalCluster[closed]";
    }
    int engines = Multiengine.get(system).directory().ids().size();
    String where = pids().isEmpty() ? "this JVM" : "processes";
    return "LocalCluster["
        + engines
        + (engines == 1 ? " engine in " : " engines in ")
        + where
        + "]";
  }

  /**
   * Returns why the cluster has ended although nobody has closed it or asked for its end; empty
   * otherwise.
   */
  public Optional<String> failure() {
    return isClosed()
        ? CoordinatedShutdown.get(system)
            .getShutdownReason()
            .filter(reason -> reason == CoordinatedShutdown.clusterDowningReason())
            .map(reason -> REMOVED)
        : Optional.empty();
  }

  /**
   * Ends clients, engines and processes of this host, and waits until they have ended. Other hosts
   * of the cluster go on. All of this is tried even if a part of it fails; another call of this
   * method then tries the failed parts again.
   *
   * @throws RuntimeException the failure of the first part that has failed; those of later ones are
   *     suppressed exceptions of it
   */
  @Override
  public void close() {
    life.close();
  }

  /** Closes the cluster after a failure, to which failures of closing are added. */
  private void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Closes the cluster on a new thread, because the caller is a thread of the actor system. */
  private void closeLater() {
    new Thread(this::close, "end-of-cluster").start();
  }

  /** Leaves the cluster gracefully if other hosts remain. */
  private void leaveOthers() {
    if (system.getWhenTerminated().toCompletableFuture().isDone() || !membership.hasOtherHosts()) {
      return;
    }
    host.stopStarting();
    try {
      membership.removeSlots(host.slots());
      membership.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while leaving the cluster", e);
    }
  }
}
