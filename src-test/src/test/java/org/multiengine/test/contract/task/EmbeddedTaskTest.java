package org.multiengine.test.contract.task;

import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.SharedClusters;

final class EmbeddedTaskTest extends TaskContract {

  @Override
  LocalCluster cluster() {
    return SharedClusters.embedded();
  }
}
