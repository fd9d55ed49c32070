package org.multiengine.test.contract.wide;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.multiengine.client.LocalCluster;
import org.multiengine.test.support.Clusters;

final class ProcessesWideTest extends WideContract {

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
