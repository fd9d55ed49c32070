package org.multiengine.client.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.language.LanguageOptions;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.client.internal.cluster.DoorPort;
import org.multiengine.client.internal.cluster.HostDoor;
import org.multiengine.client.internal.cluster.HostMetrics;
import org.multiengine.client.internal.cluster.HostName;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.Founding;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.client.internal.process.EngineLogs;
import org.multiengine.client.internal.process.EngineMix;
import org.multiengine.client.internal.process.EngineRecipe;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Languages;

/**
 * What a host is started from: options, combined with settings, files, and the addresses of this
 * machine.
 */
final class ClusterPlan {

  private static final String ROLES = "akka.cluster.roles";
  private static final String DOOR_PORT = "multiengine.host.door.port";

  private final ClusterOptions options;
  private final @Nullable ConnectionData connection;
  private final HostAddress address;
  private final Config config;
  private final @Nullable ClusterKeys keys;

  private ClusterPlan(ClusterOptions options) {
    this.options = options;
    this.connection = connection(options.place());
    this.address = address(options.network(), isInsecure(options.network(), connection));
    this.config = config();
    this.keys = isInsecure(options.network(), connection) ? null : keys();
  }

  /**
   * Returns the plan for a host.
   *
   * @throws IllegalArgumentException if it cannot bind to the address, or not without security
   * @throws KernelError if a file cannot be read or written, there are too many engines, or their
   *     language cannot run on this machine
   */
  static ClusterPlan of(ClusterOptions options) {
    var plan = new ClusterPlan(options);
    plan.requireRoom();
    plan.requireLanguage();
    return plan;
  }

  /**
   * Checks the connection file and the addresses.
   *
   * @throws IllegalArgumentException if a cluster cannot bind to the address, or not without
   *     security
   * @throws KernelError if the connection file cannot be read, or lets its holder be a client only
   */
  static void requireValid(ClusterOptions options) {
    ConnectionData connection = connection(options.place());
    var unused = address(options.network(), isInsecure(options.network(), connection));
  }

  private static @Nullable ConnectionData connection(ClusterOptions.Place place) {
    if (place.join() == null) {
      return null;
    }
    ConnectionData connection = ConnectionData.read(place.join());
    ConnectionData.Access access = connection.access();
    if (access != null && access.authority() == null) {
      throw new KernelError(
          place.join()
              + " lets its holder be a client only; to join as a host take the cluster's "
              + "connection.json");
    }
    return connection;
  }

  private static boolean isInsecure(
      ClusterOptions.Network network, @Nullable ConnectionData connection) {
    return connection == null ? network.insecure() : connection.access() == null;
  }

  private static HostAddress address(ClusterOptions.Network network, boolean insecure) {
    HostAddress address =
        HostAddress.of(network.bind(), network.advertise(), network.ports(), network.enginePorts());
    if (insecure && !address.isLoopback()) {
      throw new IllegalArgumentException(
          "an insecure cluster binds to loopback only, not to "
              + network.bind()
              + ": anyone who reaches it can run code on this machine");
    }
    return address;
  }

  private ClusterKeys keys() {
    var validity = ClusterKeys.Validity.of(config);
    List<String> names = List.of(address.advertised());
    ClusterFolder folder = folder();
    ConnectionData.Access access = connection == null ? null : connection.access();
    if (access != null && access.authority() != null) {
      return ClusterKeys.of(access.authority(), validity, names);
    }
    return folder == null
        ? ClusterKeys.inMemory(validity, names)
        : ClusterKeys.keptIn(folder.path(), validity, names);
  }

  private void requireRoom() {
    int maxEngines = config.getInt("multiengine.registry.max-engines");
    if (options.engines().count() > maxEngines) {
      throw new KernelError(
          "a cluster has at most "
              + maxEngines
              + " engines, not "
              + options.engines().count()
              + "; raise multiengine.registry.max-engines");
    }
  }

  /** Checks the languages, except those that only the class path of the processes has. */
  private void requireLanguage() {
    Map<String, Integer> mix = EngineMix.parse(config.getString(EngineMix.SETTING)).counts();
    Set<String> names =
        mix.isEmpty() ? Set.of(config.getString("multiengine.engine.language")) : mix.keySet();
    Config ours = config.getConfig("multiengine");
    Languages.installed().stream()
        .filter(language -> names.contains(language.name()))
        .forEach(language -> language.require(LanguageOptions.of(ours, language.name())));
  }

  private Config config() {
    List<String> roles = new ArrayList<>(List.of(NodeRoles.HOST));
    if (!options.engines().inProcesses()) {
      roles.add(NodeRoles.ENGINE);
    }
    roles.addAll(List.of(NodeRoles.MULTIENGINE, NodeRoles.CLIENT));
    ConnectionData others = joined();
    List<String> seeds = others == null ? List.of() : others.seedNodes();
    Config node =
        ConfigFactory.parseMap(settings())
            .withFallback(NodeConfig.load())
            .withValue(ROLES, ConfigValueFactory.fromIterable(roles))
            .withValue("akka.cluster.seed-nodes", ConfigValueFactory.fromIterable(seeds));
    return Founding.in(address.in(node));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(options.settings());
    PortRange door = options.network().doorPorts();
    if (door != null) {
      settings.put(DOOR_PORT, door.toString());
    }
    InetSocketAddress metrics = options.network().metrics();
    if (metrics != null) {
      settings.put("multiengine.host.metrics.enabled", true);
      settings.put("multiengine.host.metrics.address", metrics.getHostString());
      settings.put("multiengine.host.metrics.port", metrics.getPort());
    }
    return settings;
  }

  ClusterOptions options() {
    return options;
  }

  /**
   * Binds the port at which clients connect to the host, and creates the folder of its sockets.
   *
   * @throws KernelError if none of the ports is free
   */
  HostDoor openDoor() {
    DoorPort port = DoorPort.open(address, PortRange.parse(config.getString(DOOR_PORT)));
    String folder = config.getString("multiengine.link.local-socket.folder");
    return new HostDoor(port, SocketFolder.open(folder, port.address()), keys);
  }

  /**
   * Returns the configuration of the host's node.
   *
   * @param door the address at which clients connect to the host
   */
  Config nodeConfig(String door) {
    List<String> roles = new ArrayList<>(config.getStringList(ROLES));
    roles.add(NodeRoles.door(door));
    return config.withValue(ROLES, ConfigValueFactory.fromIterable(roles));
  }

  /** Returns the keys of the cluster; null if it is insecure. */
  @Nullable ClusterKeys clusterKeys() {
    return keys;
  }

  @Nullable ClusterFolder folder() {
    return options.place().folder();
  }

  /** Returns what is known of the cluster that the host joins; null if the host founds one. */
  @Nullable ConnectionData joined() {
    List<String> seedNodes = options.place().seedNodes();
    if (seedNodes.isEmpty()) {
      return connection;
    }
    ClusterFolder folder = folder();
    String name = folder == null ? ClusterFolder.DEFAULT_NAME : folder.name();
    return ConnectionData.ofSeeds(
        connection == null ? name : connection.name(),
        seedNodes.stream().map(SeedNode::addressOf).toList());
  }

  /** Returns what engine processes are made of; reads the start-up script. */
  EngineRecipe recipe() {
    ClusterOptions.Engines engines = options.engines();
    return new EngineRecipe(
        engines.perProcess(), processOptions(), engines.classPath(), startup(), address, keys);
  }

  private StartupScript startup() {
    Path named = options.engines().startupScript();
    return StartupScript.read(
        named == null ? Path.of(config.getString("multiengine.engine.startup-script")) : named);
  }

  private List<String> processOptions() {
    ClusterOptions.Engines engines = options.engines();
    List<String> all = new ArrayList<>(Installation.accessOptions());
    if (engines.classPath().equals(System.getProperty("java.class.path"))) {
      all.addAll(Installation.childOptions());
    }
    ConfigFactory.parseMap(options.settings())
        .entrySet()
        .forEach(entry -> all.add("-D" + entry.getKey() + "=" + entry.getValue().unwrapped()));
    all.addAll(engines.javaOptions());
    if (HostMetrics.isWanted(config)) {
      all.add("-Dmultiengine.engine.measured=on");
    }
    return all;
  }

  /** Returns where the output of engine processes is kept; removes that of an earlier cluster. */
  EngineLogs logs() {
    ClusterFolder folder = folder();
    return folder == null || !options.engines().inProcesses()
        ? EngineLogs.none()
        : EngineLogs.in(folder, config.getBytes("multiengine.host.engine-log-bytes"));
  }

  /** Returns the prefix of the host's slots, and keeps it in the cluster's folder. */
  String slotPrefix() {
    ClusterFolder folder = folder();
    String cluster = keys == null ? "" : keys.fingerprint();
    if (joined() != null) {
      return HostName.joining(folder, cluster);
    }
    return folder == null || keys == null ? "" : HostName.founder(folder, cluster);
  }
}
