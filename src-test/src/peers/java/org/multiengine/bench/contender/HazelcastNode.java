package org.multiengine.bench.contender;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import org.multiengine.bench.table.Work;

/** A member: one of four that find each other at ports of the loopback address. */
final class HazelcastNode {

  private static final int FIRST_PORT = 26_701;

  private HazelcastNode() {}

  public static void main(String[] args) throws IOException {
    Config config = new Config();
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(FIRST_PORT).setPublicAddress("127.0.0.1");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    for (int i = 0; i < Work.ENGINES; i++) {
      join.getTcpIpConfig().addMember("127.0.0.1:" + (FIRST_PORT + i));
    }
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
    Child.ready("127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort());
    Child.awaitEnd();
    member.shutdown();
  }
}
