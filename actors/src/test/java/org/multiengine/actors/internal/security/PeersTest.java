package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeersTest {

  private final Peers peers = new Peers();

  @Test
  void add_oneMoreThanTheLimit_forgetsTheOldest() {
    for (int i = 0; i <= Peers.MAX_PEERS; i++) {
      peers.add("10.0.0.1:" + i, NodeKind.CLIENT);
    }

    assertThat(peers.kindOf("10.0.0.1:0")).isEmpty();
    assertThat(peers.kindOf("10.0.0.1:1")).contains(NodeKind.CLIENT);
    assertThat(peers.kindOf("10.0.0.1:" + Peers.MAX_PEERS)).contains(NodeKind.CLIENT);
  }

  @Test
  void onPeer_eachConnection_isReported() {
    List<String> reported = new ArrayList<>();
    peers.onPeer((address, kind) -> reported.add(address + " " + kind));

    peers.add("10.0.0.1:1", NodeKind.CLIENT);
    peers.add("10.0.0.1:1", NodeKind.HOST);

    assertThat(reported).containsExactly("10.0.0.1:1 CLIENT", "10.0.0.1:1 HOST");
    assertThat(peers.kindOf("10.0.0.1:1")).contains(NodeKind.HOST);
  }
}
