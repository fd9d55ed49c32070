package org.multiengine.test.contract;

import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.SharedClusters;

final class EmbeddedContractTest extends MultiEngineContract {

  @Override
  LocalCluster cluster() {
    return SharedClusters.embedded();
  }
}
