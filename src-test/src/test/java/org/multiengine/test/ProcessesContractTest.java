package org.multiengine.test;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.multiengine.client.cluster.LocalCluster;

final class ProcessesContractTest extends MultiEngineContract {

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = Clusters.processes(4).start();
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
