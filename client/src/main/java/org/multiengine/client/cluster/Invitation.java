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
import org.multiengine.core.error.KernelError;

/**
 * Connection files of a cluster that has not been started yet, for hosts that are all set up from
 * the same files: pods of Kubernetes, images of machines. Each host is started with {@link
 * ClusterOptionsBuilder#join}, and the one that is first among the seed nodes founds the cluster.
 *
 * @param connectionFile lets its holder be a host or a client
 * @param clientFile lets its holder be a client only
 */
public record Invitation(Path connectionFile, Path clientFile) {

  /**
   * Writes the files. An authority that the folder already has is used again, so that files handed
   * out earlier stay valid until the client's certificate in them expires ({@code
   * multiengine.security.certificate-validity}).
   *
   * @param folder the folder of the files; created for its owner alone if it does not exist
   * @param cluster the folder that gives the cluster its name
   * @param seedNodes at least one host, like {@code 10.0.0.1:25520}
   * @throws IllegalArgumentException if a seed node is not a host and a port, or there is none
   * @throws KernelError if the files cannot be written
   */
  public static Invitation write(Path folder, ClusterFolder cluster, List<String> seedNodes) {
    List<String> seeds = seedNodes.stream().map(SeedNode::addressOf).toList();
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("name at least one seed node, as 10.0.0.1:25520");
    }
    Config config = NodeConfig.load();
    ClusterKeys keys = ClusterKeys.keptIn(folder, ClusterKeys.Validity.of(config), List.of());
    var access = new ConnectionData.Access(keys.of(NodeKind.CLIENT), keys.authority());
    var connection =
        new ConnectionData(
            cluster.name(),
            seeds.get(0),
            seeds,
            List.of(),
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
}
