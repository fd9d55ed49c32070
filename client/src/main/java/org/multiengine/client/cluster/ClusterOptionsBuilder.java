package org.multiengine.client.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.process.EngineMix;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/**
 * A builder of {@link ClusterOptions}, and a short way to start a cluster with them.
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
public final class ClusterOptionsBuilder {

  private static final String LANGUAGE = "multiengine.engine.language";
  private static final int DEFAULT_ENGINES = 4;
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration DEFAULT_START_LIMIT = Duration.ofMinutes(2);

  private int engines = DEFAULT_ENGINES;
  private boolean inProcesses;
  private int perProcess = 1;
  private PortRange ports = PortRange.ANY;
  private PortRange enginePorts = PortRange.ANY;
  private @Nullable PortRange doorPorts;
  private boolean insecure;
  private @Nullable InetSocketAddress metrics;
  private String bind = LOOPBACK;
  private @Nullable String advertise;
  private @Nullable Path join;
  private List<String> seedNodes = List.of();
  private @Nullable Path startupScript;
  private @Nullable ClusterFolder folder;
  private List<String> javaOptions = List.of();
  private String classPath = System.getProperty("java.class.path", "");
  private Duration startLimit = DEFAULT_START_LIMIT;
  private StartListener startListener = StartListener.terminal();
  private final Map<String, Object> settings = new HashMap<>();

  ClusterOptionsBuilder() {}

  /** Sets how many engines run in this JVM; the default is 4. */
  public ClusterOptionsBuilder engines(int count) {
    this.engines = ClusterOptions.Engines.requirePositive(count);
    this.inProcesses = false;
    return this;
  }

  /** Sets how many engines run, each in its own child process. */
  public ClusterOptionsBuilder processes(int count) {
    this.engines = ClusterOptions.Engines.requirePositive(count);
    this.inProcesses = true;
    return this;
  }

  /**
   * Sets how many engines of each language run, each in its own child process, for example {@code
   * Map.of("python", 4, "groovy", 2)}. Engines that are added later have the {@linkplain #language
   * language} of the other engines.
   */
  public ClusterOptionsBuilder processes(Map<String, Integer> byLanguage) {
    var mix = new EngineMix(byLanguage);
    mix.counts().values().forEach(ClusterOptions.Engines::requirePositive);
    return processes(mix.total()).setting(EngineMix.SETTING, mix.toString());
  }

  /**
   * Sets how many engines run, each in its own child process, from a text such as {@code 4} or
   * {@code python:4,groovy:2}.
   *
   * @throws KernelError if the text has another form
   */
  public ClusterOptionsBuilder processes(String numbers) {
    if (numbers.strip().matches("[+-]?\\d{1,9}")) {
      return processes(Integer.parseInt(numbers.strip()));
    }
    return processes(EngineMix.parse(numbers).counts());
  }

  /** Sets how many engines share a child process; the default is 1. */
  public ClusterOptionsBuilder enginesPerProcess(int count) {
    this.perProcess = ClusterOptions.Engines.requirePositive(count);
    return this;
  }

  /** Sets the port of this JVM in the cluster; the default, 0, is any free port. */
  public ClusterOptionsBuilder port(int number) {
    return ports(new PortRange(number, number));
  }

  /** Sets the ports this JVM may use in the cluster; the first free one is used. */
  public ClusterOptionsBuilder ports(PortRange range) {
    this.ports = range;
    return this;
  }

  /** Sets the ports child processes may use in the cluster, one each; by default any free ports. */
  public ClusterOptionsBuilder enginePorts(PortRange range) {
    this.enginePorts = range;
    return this;
  }

  /**
   * Sets the port at which clients from other machines connect to this host, 0 for any free port;
   * the default is the setting {@code multiengine.host.door.port}. Clients need no other port.
   */
  public ClusterOptionsBuilder doorPort(int number) {
    return doorPorts(new PortRange(number, number));
  }

  /** Sets the ports at one of which clients connect to this host; the first free one is used. */
  public ClusterOptionsBuilder doorPorts(PortRange range) {
    this.doorPorts = range;
    return this;
  }

  /**
   * Sets the address this JVM and its child processes bind to. The default is {@code 127.0.0.1},
   * which no other machine can reach.
   *
   * @param address an IPv4 address of this machine or its name; {@code 0.0.0.0} for all of them
   */
  public ClusterOptionsBuilder bind(String address) {
    this.bind = address;
    return this;
  }

  /**
   * Sets the name or address at which other hosts and clients reach this machine, if it is not the
   * one it binds to: behind address translation, or when this JVM binds to all addresses.
   */
  public ClusterOptionsBuilder advertise(String address) {
    this.advertise = address;
    return this;
  }

  /**
   * Leaves connections open to every user of this machine, who can then run code as the user who
   * has started the cluster. Otherwise all TCP connections are TLS, and both sides show a
   * certificate of the cluster's own authority. Only for clusters that bind to loopback.
   */
  public ClusterOptionsBuilder insecure() {
    this.insecure = true;
    return this;
  }

  /**
   * Measures the host and its engines, and opens an HTTP server for Prometheus, with the metrics at
   * {@code /metrics} and the health of the host at {@code /health}. The server does not
   * authenticate; metrics contain no code and no values. By default the settings {@code
   * multiengine.host.metrics} apply.
   *
   * @param address where the server listens; {@link LocalCluster#metricsUrl} returns the port if it
   *     is 0, which is any free port
   */
  public ClusterOptionsBuilder metrics(InetSocketAddress address) {
    this.metrics = address;
    return this;
  }

  /**
   * Makes this JVM a further host of a running cluster, to which it adds its engines, instead of
   * the host of a new cluster. When it is closed its engines end, and the cluster goes on without
   * them. When it comes back from the same folder ({@link #publish}), its engines have their ids
   * again.
   *
   * @param connectionFile the file that a host of the cluster has written, {@code connection.json}
   */
  public ClusterOptionsBuilder join(Path connectionFile) {
    this.join = connectionFile;
    return this;
  }

  /**
   * Sets the hosts that make up the cluster, instead of those that a connection file names: each of
   * them is started with the same list. The first of the list founds the cluster if no other host
   * is running. Each needs the cluster's authority: from the connection file it joins by, or as the
   * file {@code authority.pem} in its folder.
   *
   * @param hosts hosts and ports like {@code 10.0.0.1:25520}
   * @throws IllegalArgumentException if one is not a host and a port
   */
  public ClusterOptionsBuilder seedNodes(List<String> hosts) {
    hosts.forEach(SeedNode::addressOf);
    this.seedNodes = List.copyOf(hosts);
    return this;
  }

  /**
   * Sets a script that every engine runs whenever it starts, before the first request: imports and
   * definitions that all engines are to have. It is read once, at the start of the cluster; takes
   * no command number; prints to the output of the engine's process. If it fails, the start fails
   * and names its line. A reset of the engines empties their namespaces and does not run it again.
   */
  public ClusterOptionsBuilder startupScript(Path file) {
    this.startupScript = file;
    return this;
  }

  /**
   * Lets programs of this user connect: when its engines take requests, the cluster writes its
   * connection files into this folder, and removes them at its end. The output of engine processes
   * is kept there, too, up to a limit ({@code multiengine.host.engine-log-bytes} for each).
   */
  public ClusterOptionsBuilder publish(ClusterFolder clusterFolder) {
    this.folder = clusterFolder;
    return this;
  }

  /** Sets options for the JVMs of the child processes, for example {@code -Xmx2g}. */
  public ClusterOptionsBuilder javaOptions(String... options) {
    this.javaOptions = List.of(options);
    return this;
  }

  /** Sets the class path of the child processes; the default is that of this JVM. */
  public ClusterOptionsBuilder classPath(String path) {
    this.classPath = path;
    return this;
  }

  /**
   * Sets how long the start may make no progress; the default is two minutes. Progress is an engine
   * that takes requests, a process that joins the cluster, or processor time that a process uses
   * before it joins, so that a busy machine does not fail a start.
   */
  public ClusterOptionsBuilder startLimit(Duration limit) {
    this.startLimit = limit;
    return this;
  }

  /** Sets the listener for start-up progress; the default shows it if there is a terminal. */
  public ClusterOptionsBuilder onStart(StartListener listener) {
    this.startListener = listener;
    return this;
  }

  /**
   * Sets the language of the engines: {@code groovy}, the default, {@code python}, or another one
   * on the class path.
   */
  public ClusterOptionsBuilder language(String name) {
    return setting(LANGUAGE, name);
  }

  /**
   * Sets a setting of the host and its engine processes. It has precedence over configuration files
   * and system properties.
   *
   * @param path the path of the setting, for example {@code multiengine.host.join-limit}
   * @param value a text, number, or boolean
   */
  public ClusterOptionsBuilder setting(String path, Object value) {
    settings.put(path, value);
    return this;
  }

  /** Sets settings of the host and its engine processes; see {@link #setting}. */
  public ClusterOptionsBuilder settings(Map<String, ?> values) {
    settings.putAll(values);
    return this;
  }

  /**
   * Returns the options.
   *
   * @throws IllegalArgumentException if a cluster cannot bind to the address, or not without
   *     security
   * @throws KernelError if the connection file cannot be read, or lets its holder be a client only
   */
  public ClusterOptions build() {
    var options =
        new ClusterOptions(
            new ClusterOptions.Engines(
                engines, inProcesses, perProcess, javaOptions, classPath, startupScript),
            new ClusterOptions.Network(
                bind, advertise, ports, enginePorts, doorPorts, insecure, metrics),
            new ClusterOptions.Place(join, seedNodes, folder),
            startLimit,
            startListener,
            settings);
    ClusterPlan.requireValid(options);
    return options;
  }

  /**
   * Starts a cluster with the options; see {@link LocalCluster#start(ClusterOptions)}.
   *
   * @throws KernelError if an engine cannot start, or the start takes too long; nothing is left
   *     running then
   * @throws IllegalArgumentException if the options are not valid
   */
  public LocalCluster start() {
    return LocalCluster.start(build());
  }
}
