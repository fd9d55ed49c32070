package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.EngineDirectory;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.NodeConfig;
import org.multiengine.actors.NodeRoles;
import org.multiengine.core.KernelError;
import org.multiengine.core.engine.StartupScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster on this machine, for one program: engines in this JVM, or in child processes that end
 * with it. It binds to loopback only.
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

  private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final ActorSystem<Void> system;
  private final Host host;
  private final List<MultiEngineClient> clients = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Publication publication;
  private boolean closed;

  private LocalCluster(ActorSystem<Void> system, Host host) {
    this.system = system;
    this.host = host;
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
  public static Builder builder() {
    return new Builder();
  }

  /** The options of a cluster. Not safe for use by several threads. */
  public static final class Builder {

    private int engines = 4;
    private boolean inProcesses;
    private int perProcess = 1;
    private int port;
    private String address = "127.0.0.1";
    private @Nullable Path startupScript;
    private @Nullable ClusterFolder folder;
    private List<String> javaOptions = List.of();
    private String classPath = System.getProperty("java.class.path", "");
    private Duration startLimit = Duration.ofMinutes(2);
    private StartListener listener = StartListener.terminal();

    private Builder() {}

    /** Sets how many engines run in this JVM; the default is 4. */
    public Builder engines(int count) {
      this.engines = positive(count);
      this.inProcesses = false;
      return this;
    }

    /** Sets how many engines run, each in a child process of its own. */
    public Builder processes(int count) {
      this.engines = positive(count);
      this.inProcesses = true;
      return this;
    }

    /** Sets how many engines share a child process; the default is 1. */
    public Builder enginesPerProcess(int count) {
      this.perProcess = positive(count);
      return this;
    }

    private static int positive(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("a cluster has at least one engine: " + count);
      }
      return count;
    }

    /** Sets the port of this JVM; the default, 0, is any that is free. */
    public Builder port(int number) {
      this.port = number;
      return this;
    }

    /**
     * Sets the address this JVM and its child processes bind to; the default is {@code 127.0.0.1}.
     *
     * @param loopback an IPv4 address of this machine's loopback, such as {@code 127.0.0.2}
     * @throws IllegalArgumentException if it is another one: connections are not secured yet, so
     *     whoever reaches the cluster could run code on it
     */
    public Builder bind(String loopback) {
      this.address = Loopback.require(loopback);
      return this;
    }

    /**
     * Sets a script that every engine runs when it starts and whenever it is started anew, before
     * the first request: imports and definitions all engines are to have. It is read once, at
     * {@link #start()}; takes no command number; what it prints goes to the output of the engine's
     * process. If it fails, the start fails and names its line. A reset of the engines empties
     * their namespaces and does not run it again.
     */
    public Builder startupScript(Path file) {
      this.startupScript = file;
      return this;
    }

    /**
     * Lets programs of this user connect: when its engines take requests, the cluster writes its
     * connection file into this folder, and removes it at its end. What engine processes print is
     * kept there, too, up to a limit ({@code multiengine.host.engine-log-bytes} for each).
     */
    public Builder publish(ClusterFolder clusterFolder) {
      this.folder = clusterFolder;
      return this;
    }

    /** Sets options for the JVMs of the child processes, for example {@code -Xmx2g}. */
    public Builder javaOptions(String... options) {
      this.javaOptions = List.of(options);
      return this;
    }

    /** Sets the class path of the child processes; the default is that of this JVM. */
    public Builder classPath(String path) {
      this.classPath = path;
      return this;
    }

    /** Sets how long the start may take; the default is two minutes. */
    public Builder startLimit(Duration limit) {
      this.startLimit = limit;
      return this;
    }

    /** Sets who hears how far the start is; the default shows it if there is a terminal. */
    public Builder onStart(StartListener startListener) {
      this.listener = startListener;
      return this;
    }

    /**
     * Starts the cluster and waits until its engines take requests.
     *
     * @throws KernelError if one of them cannot start, or they do not in time; nothing is left
     *     running then
     */
    public LocalCluster start() {
      Config config = config();
      requireRoom(config);
      var recipe = new Host.Recipe(perProcess, javaOptions, classPath, startup(config));
      EngineLogs logs = logs(config);
      ActorSystem<Void> system =
          ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, config);
      LocalCluster cluster = new LocalCluster(system, new Host(system, recipe, logs));
      try {
        cluster.startEngines(this, recipe.startup());
        cluster.publish(this);
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    }

    private void requireRoom(Config config) {
      int most = config.getInt("multiengine.registry.max-engines");
      if (engines > most) {
        throw new KernelError(
            "a cluster has at most "
                + most
                + " engines, not "
                + engines
                + "; raise multiengine.registry.max-engines");
      }
    }

    private StartupScript startup(Config config) {
      Path named = Path.of(config.getString("multiengine.engine.startup-script"));
      return StartupScript.read(startupScript == null ? named : startupScript);
    }

    private EngineLogs logs(Config config) {
      return folder == null || !inProcesses
          ? EngineLogs.none()
          : EngineLogs.in(folder, config.getBytes("multiengine.host.engine-log-bytes"));
    }

    private Config config() {
      List<String> roles =
          inProcesses
              ? List.of(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.CLIENT)
              : List.of(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
      return NodeConfig.load()
          .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(roles))
          .withValue(
              "akka.remote.artery.canonical.hostname", ConfigValueFactory.fromAnyRef(address))
          .withValue("akka.remote.artery.canonical.port", ConfigValueFactory.fromAnyRef(port));
    }
  }

  private void startEngines(Builder options, StartupScript startup) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(new Join(cluster.selfMember().address()));
    Multiengine multiengine = Multiengine.get(system);
    multiengine.startHost();
    multiengine.onShutdown(() -> new Thread(this::close, "end-of-cluster").start());
    if (options.inProcesses) {
      multiengine.onAdd(host);
      host.start(options.engines);
    } else {
      multiengine.startEngines(options.engines, startup);
    }
    awaitEngines(multiengine.directory(), options);
  }

  private void publish(Builder options) {
    ClusterFolder folder = options.folder;
    if (folder == null) {
      return;
    }
    folder.create();
    publication =
        new Publication(
            folder.connectionFile(),
            new ConnectionFile(
                folder.name(),
                Cluster.get(system).selfMember().address().toString(),
                ProcessHandle.current().pid(),
                System.currentTimeMillis(),
                options.engines,
                LocalCluster.class.getPackage().getImplementationVersion(),
                Map.of()),
            Multiengine.get(system).directory());
  }

  /** Sets who hears what becomes of the engines from now on, in place of an earlier one. */
  public void onEngines(EngineListener listener) {
    Multiengine.get(system)
        .directory()
        .onChange(
            change ->
                listener.engineChanged(
                    new EngineEvent(
                        change.id().value(),
                        EngineEvent.Kind.valueOf(change.kind().name()),
                        change.detail())));
  }

  /** Waits until the cluster has ended, by whom ever. */
  public void awaitClosed() throws InterruptedException {
    ended.await();
  }

  /** Returns whether the cluster has ended, by whom ever. */
  public boolean isClosed() {
    return ended.getCount() == 0;
  }

  private void awaitEngines(EngineDirectory directory, Builder options) {
    try {
      var told = new AtomicInteger();
      long deadline = System.nanoTime() + options.startLimit.toNanos();
      boolean started = false;
      while (!started && System.nanoTime() < deadline && failures(directory).isEmpty()) {
        started = directory.await(options.engines, CHECK_INTERVAL, now -> tell(now, told, options));
      }
      if (!started) {
        String failures = failures(directory);
        String took = directory.ids().size() + " of " + options.engines + " engines took requests";
        throw new KernelError(
            failures.isEmpty()
                ? "only " + took + " within " + options.startLimit.toSeconds() + " s"
                : "the cluster did not start; " + took + failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while engines were starting", e);
    }
  }

  /** Returns how processes have ended and why engines could not start; empty if all is well. */
  private String failures(EngineDirectory directory) {
    String exits = host.describeExits();
    return exits.isEmpty()
        ? directory.lost().entrySet().stream()
            .map(lost -> "\n    engine " + lost.getKey() + ": " + lost.getValue())
            .collect(Collectors.joining())
        : exits;
  }

  private static void tell(int now, AtomicInteger told, Builder options) {
    if (told.getAndSet(now) != now) {
      options.listener.engineStarted(now, options.engines);
    }
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

  /** Ends clients, engines and processes, and waits until they have ended. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Multiengine.get(system).directory().onChange(change -> {});
    if (publication != null) {
      publication.close();
    }
    clients.forEach(MultiEngineClient::close);
    host.close();
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system of this cluster did not end in time", e);
    } finally {
      ended.countDown();
    }
  }
}
