package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class NodeConfigTest {

  /** A member that has left takes some 24 bytes of each gossip message, of 2 MiB at most. */
  private static final int TOMBSTONE_BYTES = 24;

  @Test
  void load_clientsThatComeAndGoFiftyTimesASecond_fillLessThanAFrame() {
    var config = NodeConfig.load();
    Duration kept = config.getDuration("akka.cluster.prune-gossip-tombstones-after");

    long bytes = TOMBSTONE_BYTES * 50 * kept.toSeconds();

    assertThat(bytes).isLessThan(config.getBytes("akka.remote.artery.advanced.maximum-frame-size"));
  }
}
