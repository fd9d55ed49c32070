package org.multiengine.client;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * A cluster that this program hosts: engines in this JVM, or in child processes that end with it.
 * It binds to loopback unless told otherwise, may have further hosts on other machines, and is
 * closed: who connects needs a certificate that the cluster has made, and finds one in its
 * connection file only.
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

  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
  private static final String PUT_OUT =
      "this host was put out of the cluster: it was cut off from the oldest of its hosts, or could"
          + " not be reached for too long; see its log, and join again";

  private final ActorSystem<Void> system;
  private final Host host;
  private final Membership membership;
  private final List<MultiEngineClient> clients = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<HostMetrics> metrics = Optional.empty();
  private @Nullable Publication publication;
  private volatile boolean closing;
  private boolean closed;

  LocalCluster(ActorSystem<Void> system, Host host) {
    this.system = system;
    this.host = host;
    this.membership = new Membership(system);
  }

  /**
   * Starts engines in this JVM and waits until they take requests.
   *
   * @throws KernelError if they do not in time
   */
  public static LocalCluster start(int engines) {
    return builder().engines(engines).start();
  }

  /** Returns a builder of a cluster with other options. */
  public static ClusterBuilder builder() {
    return new ClusterBuilder();
  }

  void start(ClusterBuilder options, StartupScript startup) {
    system.getWhenTerminated().thenRun(() -> new Thread(this::close, "end-of-cluster").start());
    Multiengine multiengine = Multiengine.get(system);
    becomeMember(options);
    metrics = HostMetrics.open(system, host::slots);
    multiengine.startHost();
    ClientWatch.start(system);
    ClusterAdmin.get(system).onShutdown(() -> new Thread(this::close, "end-of-cluster").start());
    if (options.isInProcesses()) {
      ClusterAdmin.get(system).onAdd(host);
      host.start(options.engines());
      host.keepCredentials();
    } else {
      multiengine.startEngines(options.engines(), startup);
    }
    awaitEngines(multiengine.directory(), options);
  }

  private void becomeMember(ClusterBuilder options) {
    ConnectionFile joined = options.joined();
    Cluster cluster = Cluster.get(system);
    if (joined == null) {
      cluster.manager().tell(new Join(cluster.selfMember().address()));
      return;
    }
    try {
      membership.awaitUp(
          joined, system.settings().config().getDuration("multiengine.host.join-limit"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while joining the cluster", e);
    }
  }

  /** A client may have ended the cluster as soon as its engines took requests. */
  synchronized void publish(@Nullable ClusterFolder folder, @Nullable ClusterKeys keys) {
    if (folder != null && !closed) {
      long started = System.currentTimeMillis();
      publication = new Publication(folder, () -> describe(folder.name(), keys, started));
    }
  }

  private ConnectionFile describe(String name, @Nullable ClusterKeys keys, long started) {
    EngineDirectory directory = Multiengine.get(system).directory();
    Map<Integer, String> slots = new TreeMap<>();
    directory.slots().forEach((id, slot) -> slots.put(id.value(), slot));
    return new ConnectionFile(
        name,
        Cluster.get(system).selfMember().address().toString(),
        membership.hosts(),
        ProcessHandle.current().pid(),
        started,
        directory.ids().size(),
        Versions.own().byName(),
        slots,
        keys == null ? null : new ConnectionFile.Access(keys.of(NodeKind.CLIENT), keys.authority()),
        Map.of());
  }

  /** Adds one who hears what becomes of the engines from now on, until the cluster is closed. */
  public Subscription onEngines(EngineListener listener) {
    Runnable end =
        Multiengine.get(system)
            .directory()
            .onChange(
                change -> {
                  if (!closing) {
                    listener.engineChanged(EngineEvent.of(change));
                  }
                });
    return end::run;
  }

  /** Waits until the cluster has ended, by whom ever. */
  public void awaitClosed() throws InterruptedException {
    ended.await();
  }

  /** Returns whether the cluster has ended, by whom ever. */
  public boolean isClosed() {
    return ended.getCount() == 0;
  }

  private void awaitEngines(EngineDirectory directory, ClusterBuilder options) {
    try {
      int told = 0;
      long deadline = System.nanoTime() + options.startLimit().toNanos();
      while (told < options.engines()) {
        String failures = failures(directory);
        if (System.nanoTime() > deadline || !failures.isEmpty()) {
          throw notStarted(failures, told, options);
        }
        directory.await(directory.ids().size() + 1, CHECK_INTERVAL, now -> {});
        int now = ownEngines(directory);
        if (now != told) {
          options.listener().engineStarted(now, options.engines());
        }
        told = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while engines were starting", e);
    }
  }

  /** Engines in this JVM are in the slot that has the name of its address. */
  private Set<String> ownSlots() {
    Set<String> slots = new HashSet<>(host.slots());
    slots.add(Cluster.get(system).selfMember().address().toString());
    return slots;
  }

  /** Returns how many engines of this host can be called. */
  private int ownEngines(EngineDirectory directory) {
    Set<String> slots = ownSlots();
    SortedSet<EngineId> ids = directory.ids();
    return (int)
        directory.slots().entrySet().stream()
            .filter(engine -> slots.contains(engine.getValue()) && ids.contains(engine.getKey()))
            .count();
  }

  private static KernelError notStarted(String failures, int ready, ClusterBuilder options) {
    String took = ready + " of " + options.engines() + " engines took requests";
    return new KernelError(
        failures.isEmpty()
            ? "only " + took + " within " + options.startLimit().toSeconds() + " s"
            : "the cluster did not start; " + took + failures);
  }

  /**
   * Returns how processes have ended and why engines of this host could not start; empty if all is
   * well.
   */
  private String failures(EngineDirectory directory) {
    String exits = host.describeExits();
    if (!exits.isEmpty()) {
      return exits;
    }
    Set<String> own = ownSlots();
    Map<EngineId, String> slots = directory.slots();
    return directory.lost().entrySet().stream()
        .filter(lost -> own.contains(slots.get(lost.getKey())))
        .map(lost -> "\n    engine " + lost.getKey() + ": " + lost.getValue())
        .collect(Collectors.joining());
  }

  /** Returns a new client. It is closed with the cluster at the latest. */
  public synchronized MultiEngineClient connect() {
    if (closed) {
      throw new KernelError("this cluster is closed; start another one");
    }
    clients.removeIf(MultiEngineClient::isClosed);
    MultiEngineClient client = MultiEngineClient.attach(system);
    clients.add(client);
    return client;
  }

  /**
   * Returns the ids of the engines' processes in the order of their start, ended ones included,
   * which is not the order of the engines' ids; empty if the engines run in this JVM. A process
   * that was started in place of another one has its place here, too.
   */
  public List<Long> pids() {
    return host.pids();
  }

  /**
   * Returns where Prometheus finds the figures of this host, if it was told to have any ({@link
   * ClusterBuilder#metrics}).
   */
  public Optional<String> metricsUrl() {
    return metrics.map(HostMetrics::url);
  }

  /** Returns how many engines there are, and where; or that the cluster is closed. */
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
   * Returns why the cluster has ended though nobody has closed it here or asked for it; empty
   * otherwise.
   */
  public Optional<String> failure() {
    return isClosed()
        ? CoordinatedShutdown.get(system)
            .getShutdownReason()
            .filter(reason -> reason == CoordinatedShutdown.clusterDowningReason())
            .map(reason -> PUT_OUT)
        : Optional.empty();
  }

  /**
   * Ends clients, engines and processes of this host, and waits until they have ended. Other hosts
   * of the cluster go on.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closing = true;
    if (publication != null) {
      publication.close();
    }
    clients.forEach(MultiEngineClient::close);
    metrics.ifPresent(HostMetrics::close);
    leaveOthers();
    host.close();
    membership.terminate();
    ended.countDown();
  }

  /** Alone, there is nobody to tell. */
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
    }
  }
}
