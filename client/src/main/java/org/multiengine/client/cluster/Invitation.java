package org.multiengine.client.cluster;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/**
 * Connection files of a cluster that has not been started yet, for hosts that are all set up from
 * the same files: pods of Kubernetes, images of machines. Each host is started with {@link
 * ClusterOptionsBuilder#join}, and the one that is first among the seed nodes founds the cluster.
 *
 * @param connectionFile lets its holder be a host or a client
 * @param clientFile lets its holder connect as a client only
 */
public record Invitation(Path connectionFile, Path clientFile) {

  /**
   * Writes the files for hosts at whose port of the setting {@code multiengine.host.door.port}
   * clients connect; see {@link #write(Path, ClusterFolder, List, int)}. If the setting is not one
   * port, the files do not name it, and are of use to hosts only.
   *
   * @throws IllegalArgumentException if a seed node is not a host and a port, or there is none
   * @throws KernelError if the files cannot be written
   */
  public static Invitation write(Path folder, ClusterFolder cluster, List<String> seedNodes) {
    Config config = NodeConfig.load();
    PortRange ports = PortRange.parse(config.getString("multiengine.host.door.port"));
    return write(
        folder, cluster, seedNodes, ports.first() == ports.last() ? ports.first() : 0, config);
  }

  /**
   * Writes the files. An authority that the folder already has is used again, so that files handed
   * out earlier stay valid until the client's certificate in them expires ({@code
   * multiengine.security.certificate-validity}).
   *
   * @param folder the folder of the files; created for its owner alone if it does not exist
   * @param cluster the folder that gives the cluster its name
   * @param seedNodes at least one host, like {@code 10.0.0.1:25520}
   * @param doorPort the port at which clients connect to each of the hosts; 0 if it is not known,
   *     so that the files are of use to hosts only
   * @throws IllegalArgumentException if a seed node is not a host and a port, or there is none
   * @throws KernelError if the files cannot be written
   */
  public static Invitation write(
      Path folder, ClusterFolder cluster, List<String> seedNodes, int doorPort) {
    return write(folder, cluster, seedNodes, doorPort, NodeConfig.load());
  }

  private static Invitation write(
      Path folder, ClusterFolder cluster, List<String> seedNodes, int doorPort, Config config) {
    List<String> seeds = seedNodes.stream().map(SeedNode::addressOf).toList();
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("name at least one seed node, as 10.0.0.1:25520");
    }
    List<String> doors =
        doorPort == 0 ? List.of() : seedNodes.stream().map(host -> doorOf(host, doorPort)).toList();
    ClusterKeys keys = ClusterKeys.keptIn(folder, ClusterKeys.Validity.of(config), List.of());
    var access = new ConnectionData.Access(keys.of(NodeKind.CLIENT), keys.authority());
    var connection =
        new ConnectionData(
            cluster.name(),
            seeds.get(0),
            seeds,
            doors,
            null,
            0,
            Versions.in(config).byName(),
            Map.of(),
            access,
            Map.of());
    var written = new Invitation(folder.resolve("connection.json"), folder.resolve("client.json"));
    connection.forClients().write(written.clientFile);
    connection.write(written.connectionFile);
    return written;
  }

  private static String doorOf(String seedNode, int port) {
    return seedNode.substring(0, seedNode.lastIndexOf(':')) + ":" + port;
  }
}
