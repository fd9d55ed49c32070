package org.multiengine.test.contract.task;

import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.SharedClusters;

final class ProcessesTaskTest extends TaskContract {

  @Override
  LocalCluster cluster() {
    return SharedClusters.processes();
  }
}
