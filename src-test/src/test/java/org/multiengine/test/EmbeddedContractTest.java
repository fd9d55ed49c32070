package org.multiengine.test;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.multiengine.client.cluster.LocalCluster;

final class EmbeddedContractTest extends MultiEngineContract {

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  LocalCluster cluster() {
    return cluster;
  }
}
