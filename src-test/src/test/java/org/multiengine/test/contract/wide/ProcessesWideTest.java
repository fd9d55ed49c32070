package org.multiengine.test.contract.wide;

import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.SharedClusters;

final class ProcessesWideTest extends WideContract {

  @Override
  LocalCluster cluster() {
    return SharedClusters.processes();
  }
}
