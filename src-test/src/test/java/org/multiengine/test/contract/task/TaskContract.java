package org.multiengine.test.contract.task;

import org.junit.jupiter.api.Nested;
import org.multiengine.client.cluster.LocalCluster;

/** The contract of the task interface, for any cluster of four engines. */
abstract class TaskContract {

  /** Returns the cluster, which holds engines 0 to 3. */
  abstract LocalCluster cluster();

  @Nested
  final class Balanced extends BalancedContract {
    Balanced() {
      super(cluster());
    }
  }

  @Nested
  final class Client extends TaskClientContract {
    Client() {
      super(cluster());
    }
  }
}
