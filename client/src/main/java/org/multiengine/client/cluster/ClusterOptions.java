package org.multiengine.client.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.PortRange;

/**
 * The options of a cluster. Immutable; made by {@link #builder()}.
 *
 * <pre>{@code
 * ClusterOptions options = ClusterOptions.builder().processes(4).javaOptions("-Xmx2g").build();
 * LocalCluster cluster = LocalCluster.start(options);
 * }</pre>
 *
 * @param engines the engines
 * @param network the addresses of the host and its engine processes
 * @param place the cluster that the host belongs to
 * @param startLimit how long the start may make no progress
 * @param startListener is notified of the progress of the start
 * @param settings settings of the host and its engine processes, by their paths
 */
public record ClusterOptions(
    Engines engines,
    Network network,
    Place place,
    Duration startLimit,
    StartListener startListener,
    Map<String, Object> settings) {

  /** Copies the settings. */
  public ClusterOptions {
    settings = Map.copyOf(settings);
  }

  /**
   * The engines of a host.
   *
   * @param count how many there are
   * @param inProcesses whether they run in child processes rather than in this JVM
   * @param perProcess how many share a child process
   * @param javaOptions options for the JVMs of child processes
   * @param classPath the class path of child processes
   * @param startupScript the script that each engine runs first; null for that of the settings
   */
  public record Engines(
      int count,
      boolean inProcesses,
      int perProcess,
      List<String> javaOptions,
      String classPath,
      @Nullable Path startupScript) {

    /** Checks the numbers. */
    public Engines {
      requirePositive(count);
      requirePositive(perProcess);
      javaOptions = List.copyOf(javaOptions);
    }

    static int requirePositive(int engines) {
      if (engines < 1) {
        throw new IllegalArgumentException("a cluster has at least one engine: " + engines);
      }
      return engines;
    }
  }

  /**
   * The addresses of a host and its engine processes.
   *
   * @param bind the address they bind to, or its name
   * @param advertise the name or address at which other machines reach them; null for the same
   * @param ports the ports the host may use in the cluster
   * @param enginePorts the ports child processes may use in the cluster, one each
   * @param doorPorts the ports at one of which clients connect; null for what the settings say
   * @param insecure whether connections are open to all users of this machine
   * @param metrics where metrics are served; null for what the settings say
   */
  public record Network(
      String bind,
      @Nullable String advertise,
      PortRange ports,
      PortRange enginePorts,
      @Nullable PortRange doorPorts,
      boolean insecure,
      @Nullable InetSocketAddress metrics) {}

  /**
   * The cluster that a host belongs to.
   *
   * @param join the connection file of a running cluster; null to found one
   * @param seedNodes the hosts that make up the cluster; empty for those of the connection file
   * @param folder where connection files and logs are written; null for nowhere
   */
  public record Place(@Nullable Path join, List<String> seedNodes, @Nullable ClusterFolder folder) {

    /** Checks the hosts. */
    public Place {
      seedNodes.forEach(SeedNode::addressOf);
      seedNodes = List.copyOf(seedNodes);
    }
  }

  /** Returns a builder with the defaults. */
  public static ClusterOptionsBuilder builder() {
    return new ClusterOptionsBuilder();
  }
}
