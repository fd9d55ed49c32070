package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;

/**
 * The options of a cluster.
 *
 * <pre>{@code
 * LocalCluster cluster =
 *     LocalCluster.builder()
 *         .processes(4)
 *         .javaOptions("-Xmx2g")
 *         .startupScript(Path.of("imports.groovy"))
 *         .start();
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class ClusterBuilder {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Pattern SEED = Pattern.compile("[A-Za-z0-9.-]+:[1-9][0-9]{0,4}");

  private int engines = 4;
  private boolean inProcesses;
  private int perProcess = 1;
  private PortRange ports = PortRange.ANY;
  private PortRange enginePorts = PortRange.ANY;
  private boolean insecure;
  private @Nullable InetSocketAddress metrics;
  private String bind = LOOPBACK;
  private @Nullable String advertise;
  private @Nullable ConnectionFile join;
  private List<String> seedNodes = List.of();
  private @Nullable Path startupScript;
  private @Nullable ClusterFolder folder;
  private List<String> javaOptions = List.of();
  private String classPath = System.getProperty("java.class.path", "");
  private Duration startLimit = Duration.ofMinutes(2);
  private StartListener listener = StartListener.terminal();

  ClusterBuilder() {}

  /** Sets how many engines run in this JVM; the default is 4. */
  public ClusterBuilder engines(int count) {
    this.engines = positive(count);
    this.inProcesses = false;
    return this;
  }

  /** Sets how many engines run, each in a child process of its own. */
  public ClusterBuilder processes(int count) {
    this.engines = positive(count);
    this.inProcesses = true;
    return this;
  }

  /** Sets how many engines share a child process; the default is 1. */
  public ClusterBuilder enginesPerProcess(int count) {
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
  public ClusterBuilder port(int number) {
    return ports(new PortRange(number, number));
  }

  /** Sets the ports this JVM may listen on: the first that is free is used. */
  public ClusterBuilder ports(PortRange range) {
    this.ports = range;
    return this;
  }

  /** Sets the ports child processes may listen on, one each; the default is any that are free. */
  public ClusterBuilder enginePorts(PortRange range) {
    this.enginePorts = range;
    return this;
  }

  /**
   * Sets the address this JVM and its child processes bind to; the default is {@code 127.0.0.1}, at
   * which no other machine reaches them.
   *
   * @param address an IPv4 address of this machine or its name; {@code 0.0.0.0} for all it has
   * @throws IllegalArgumentException at {@link #start()} if it is another one
   */
  public ClusterBuilder bind(String address) {
    this.bind = address;
    return this;
  }

  /**
   * Sets the name or address at which other machines reach this one, if it is not the one it binds
   * to: behind a translation of addresses, or when it binds to all.
   */
  public ClusterBuilder advertise(String address) {
    this.advertise = address;
    return this;
  }

  /**
   * Leaves connections open to every user of this machine, who can then run code as the user who
   * has started the cluster. Without this, all connections are TLS, and both sides show a
   * certificate of the cluster's own authority. Only for clusters that bind to loopback.
   */
  public ClusterBuilder insecure() {
    this.insecure = true;
    return this;
  }

  /**
   * Has the host and its engines measured, and opens an HTTP server for Prometheus, with the
   * figures at {@code /metrics} and its health at {@code /health}. It asks nobody who he is; the
   * figures hold no texts and no values. Without this the settings {@code multiengine.host.metrics}
   * say whether there is one.
   *
   * @param address where it listens; port 0 is any that is free, {@link LocalCluster#metricsUrl}
   *     tells which
   */
  public ClusterBuilder metrics(InetSocketAddress address) {
    this.metrics = address;
    return this;
  }

  /**
   * Makes this a further host of a running cluster, to which it adds its engines, instead of a new
   * cluster. When it is closed its engines end, and the cluster goes on without them; when it comes
   * back to it from the same folder ({@link #publish}), its engines have their ids again.
   *
   * @param connectionFile the file that a host of the cluster has written, {@code connection.json}
   * @throws KernelError if it cannot be read, or lets its holder be a client only
   */
  public ClusterBuilder join(Path connectionFile) {
    ConnectionFile connection = ConnectionFile.read(connectionFile);
    ConnectionFile.Access access = connection.access();
    if (access != null && access.authority() == null) {
      throw new KernelError(
          connectionFile
              + " lets its holder be a client only; to join as a host take the cluster's "
              + "connection.json");
    }
    this.join = connection;
    return this;
  }

  /**
   * Sets the hosts that make up the cluster, instead of those that a connection file names: each of
   * them is started with the same list. The first of the list founds the cluster if no other is
   * there. Each needs the cluster's authority: from the connection file it joins by, or as the file
   * {@code authority.pem} in its folder.
   *
   * @param hosts as {@code 10.0.0.1:25520}
   * @throws IllegalArgumentException if one is no address with a port
   */
  public ClusterBuilder seedNodes(List<String> hosts) {
    this.seedNodes = hosts.stream().map(ClusterBuilder::seedNode).toList();
    return this;
  }

  /** Returns the address of a host in the form that Akka has for it. */
  static String seedNode(String host) {
    if (!SEED.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "a seed node is a host and its port, as 10.0.0.1:25520: " + host);
    }
    return "akka://" + NodeConfig.SYSTEM_NAME + "@" + host;
  }

  /**
   * Sets a script that every engine runs when it starts and whenever it is started anew, before the
   * first request: imports and definitions all engines are to have. It is read once, at {@link
   * #start()}; takes no command number; what it prints goes to the output of the engine's process.
   * If it fails, the start fails and names its line. A reset of the engines empties their
   * namespaces and does not run it again.
   */
  public ClusterBuilder startupScript(Path file) {
    this.startupScript = file;
    return this;
  }

  /**
   * Lets programs of this user connect: when its engines take requests, the cluster writes its
   * connection files into this folder, and removes them at its end. What engine processes print is
   * kept there, too, up to a limit ({@code multiengine.host.engine-log-bytes} for each).
   */
  public ClusterBuilder publish(ClusterFolder clusterFolder) {
    this.folder = clusterFolder;
    return this;
  }

  /** Sets options for the JVMs of the child processes, for example {@code -Xmx2g}. */
  public ClusterBuilder javaOptions(String... options) {
    this.javaOptions = List.of(options);
    return this;
  }

  /** Sets the class path of the child processes; the default is that of this JVM. */
  public ClusterBuilder classPath(String path) {
    this.classPath = path;
    return this;
  }

  /** Sets how long the start may take; the default is two minutes. */
  public ClusterBuilder startLimit(Duration limit) {
    this.startLimit = limit;
    return this;
  }

  /** Sets who hears how far the start is; the default shows it if there is a terminal. */
  public ClusterBuilder onStart(StartListener startListener) {
    this.listener = startListener;
    return this;
  }

  /**
   * Starts the cluster and waits until its engines take requests.
   *
   * @throws KernelError if one of them cannot start, or they do not in time; nothing is left
   *     running then
   * @throws IllegalArgumentException if it cannot be bound to the address, or not without security
   */
  public LocalCluster start() {
    HostAddress address = checkedAddress();
    Config config = config(address);
    requireRoom(config);
    ClusterKeys keys = isInsecure() ? null : keys(config, address);
    var recipe =
        new Host.Recipe(
            perProcess, optionsOfEngines(config), classPath, startup(config), address, keys);
    EngineLogs logs = logs(config);
    ActorSystem<Void> system =
        keys == null
            ? NodeSystem.startInsecure(config)
            : NodeSystem.startSecured(config, () -> keys.of(NodeKind.HOST));
    var host = new Host(system, recipe, logs, hostName(keys));
    var cluster = new LocalCluster(system, host);
    try {
      cluster.start(this, recipe.startup());
      cluster.publish(folder, keys);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private List<String> optionsOfEngines(Config config) {
    List<String> options = new ArrayList<>(javaOptions);
    if (HostMetrics.isWanted(config)) {
      options.add("-Dmultiengine.engine.measured=on");
    }
    return options;
  }

  /**
   * Checks the addresses.
   *
   * @throws IllegalArgumentException if this cannot be started at them
   */
  public ClusterBuilder check() {
    checkedAddress();
    return this;
  }

  private HostAddress checkedAddress() {
    HostAddress address = HostAddress.of(bind, advertise, ports, enginePorts);
    if (isInsecure() && !address.isLoopback()) {
      throw new IllegalArgumentException(
          "a cluster that is insecure binds to loopback only, not to "
              + bind
              + ": whoever reaches it can run code on this machine");
    }
    return address;
  }

  private boolean isInsecure() {
    return join == null ? insecure : join.access() == null;
  }

  private ClusterKeys keys(Config config, HostAddress address) {
    var validity = ClusterKeys.Validity.of(config);
    List<String> names = List.of(address.advertised());
    if (join != null && join.access() != null && join.access().authority() != null) {
      return ClusterKeys.of(join.access().authority(), validity, names);
    }
    return folder == null
        ? ClusterKeys.inMemory(validity, names)
        : ClusterKeys.keptIn(folder.path(), validity, names);
  }

  private String hostName(@Nullable ClusterKeys keys) {
    if (joined() != null) {
      return HostName.joining(folder, keys == null ? "" : keys.fingerprint());
    }
    return folder == null || keys == null ? "" : HostName.founder(folder, keys.fingerprint());
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

  private Config config(HostAddress address) {
    List<String> roles =
        inProcesses
            ? List.of(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.CLIENT)
            : List.of(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
    ConnectionFile others = joined();
    List<String> seeds = others == null ? List.of() : others.seedNodes();
    return address.in(
        measured(NodeConfig.load())
            .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(roles))
            .withValue("akka.cluster.seed-nodes", ConfigValueFactory.fromIterable(seeds)));
  }

  private Config measured(Config config) {
    return metrics == null
        ? config
        : ConfigFactory.parseMap(
                Map.of(
                    "multiengine.host.metrics.enabled",
                    true,
                    "multiengine.host.metrics.address",
                    metrics.getHostString(),
                    "multiengine.host.metrics.port",
                    metrics.getPort()))
            .withFallback(config);
  }

  int engines() {
    return engines;
  }

  boolean isInProcesses() {
    return inProcesses;
  }

  /** Returns what is known of the cluster that this becomes a host of; null if it founds one. */
  @Nullable ConnectionFile joined() {
    if (seedNodes.isEmpty()) {
      return join;
    }
    String name = folder == null ? ClusterFolder.DEFAULT_NAME : folder.name();
    return ConnectionFile.ofSeeds(join == null ? name : join.name(), seedNodes);
  }

  Duration startLimit() {
    return startLimit;
  }

  StartListener listener() {
    return listener;
  }
}
