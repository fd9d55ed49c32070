package org.multiengine.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/** A server node: one of four that find each other at ports of the loopback address. */
final class IgniteNode {

  private static final int FIRST_PORT = 26_711;

  private IgniteNode() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("IGNITE_QUIET", "true");
    Ignite node = Ignition.start(configuration("server-" + args[0]));
    while (node.cluster().forServers().nodes().size() < Work.ENGINES) {
      Thread.onSpinWait();
    }
    Child.ready(args[0]);
    Child.awaitEnd();
    node.close();
  }

  static IgniteConfiguration configuration(String name) throws IOException {
    Path folder = Files.createDirectories(Table.folder().resolve("ignite").resolve(name));
    TcpDiscoverySpi discovery = new TcpDiscoverySpi();
    discovery.setLocalPort(FIRST_PORT);
    discovery.setIpFinder(
        new TcpDiscoveryVmIpFinder()
            .setAddresses(List.of("127.0.0.1:" + FIRST_PORT + ".." + (FIRST_PORT + 9))));
    return new IgniteConfiguration()
        .setIgniteInstanceName(name)
        .setLocalHost("127.0.0.1")
        .setWorkDirectory(folder.toAbsolutePath().toString())
        .setGridLogger(new NullLogger())
        .setMetricsLogFrequency(0)
        .setDiscoverySpi(discovery);
  }
}
