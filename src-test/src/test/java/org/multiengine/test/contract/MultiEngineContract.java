package org.multiengine.test.contract;

import org.junit.jupiter.api.Nested;
import org.multiengine.client.cluster.LocalCluster;

/**
 * The contract of the multiengine interface, for any cluster of four engines. All tests share one
 * cluster. Each has its own client, and engines that have just been reset.
 */
public abstract class MultiEngineContract {

  /** Returns the cluster, which holds engines 0 to 3. */
  abstract LocalCluster cluster();

  @Nested
  final class Execute extends ExecuteContract {
    Execute() {
      super(cluster());
    }
  }

  @Nested
  final class Output extends OutputContract {
    Output() {
      super(cluster());
    }
  }

  @Nested
  final class Target extends TargetsContract {
    Target() {
      super(cluster());
    }
  }

  @Nested
  final class Moving extends MovingContract {
    Moving() {
      super(cluster());
    }
  }

  @Nested
  final class Values extends ValuesContract {
    Values() {
      super(cluster());
    }
  }

  @Nested
  final class History extends HistoryContract {
    History() {
      super(cluster());
    }
  }

  @Nested
  final class Errors extends ErrorsContract {
    Errors() {
      super(cluster());
    }
  }

  @Nested
  final class Queue extends QueueContract {
    Queue() {
      super(cluster());
    }
  }

  @Nested
  final class Engines extends EnginesContract {
    Engines() {
      super(cluster());
    }
  }

  @Nested
  final class Pending extends PendingContract {
    Pending() {
      super(cluster());
    }
  }

  @Nested
  final class Cancel extends CancelContract {
    Cancel() {
      super(cluster());
    }
  }

  @Nested
  final class Clients extends ClientsContract {
    Clients() {
      super(cluster());
    }
  }
}
