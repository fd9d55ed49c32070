package org.multiengine.test.contract;

import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.SharedClusters;

final class ProcessesContractTest extends MultiEngineContract {

  @Override
  LocalCluster cluster() {
    return SharedClusters.processes();
  }
}
