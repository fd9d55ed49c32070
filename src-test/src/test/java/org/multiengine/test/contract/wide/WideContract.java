package org.multiengine.test.contract.wide;

import org.junit.jupiter.api.Nested;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.contract.MultiEngineContract;

/**
 * The contract of the rest of the interface, for any cluster of four engines: functions, and data
 * in pieces. All tests share one cluster, as in {@link MultiEngineContract}.
 */
abstract class WideContract {

  /** Returns the cluster, which holds engines 0 to 3. */
  abstract LocalCluster cluster();

  @Nested
  final class Map extends MapContract {
    Map() {
      super(cluster());
    }
  }

  @Nested
  final class MapForms extends MapFormsContract {
    MapForms() {
      super(cluster());
    }
  }

  @Nested
  final class Apply extends ApplyContract {
    Apply() {
      super(cluster());
    }
  }

  @Nested
  final class Functions extends FunctionsContract {
    Functions() {
      super(cluster());
    }
  }

  @Nested
  final class Scatter extends ScatterContract {
    Scatter() {
      super(cluster());
    }
  }

  @Nested
  final class Gather extends GatherContract {
    Gather() {
      super(cluster());
    }
  }

  @Nested
  final class RoundTrip extends RoundTripContract {
    RoundTrip() {
      super(cluster());
    }
  }

  @Nested
  final class Encoded extends EncodedContract {
    Encoded() {
      super(cluster());
    }
  }

  @Nested
  final class Properties extends PropertiesContract {
    Properties() {
      super(cluster());
    }
  }

  @Nested
  final class Run extends RunContract {
    Run() {
      super(cluster());
    }
  }

  @Nested
  final class Live extends LiveContract {
    Live() {
      super(cluster());
    }
  }

  @Nested
  final class Flush extends FlushContract {
    Flush() {
      super(cluster());
    }
  }

  @Nested
  final class Speed extends BenchmarkContract {
    Speed() {
      super(cluster());
    }
  }

  @Nested
  final class Summary extends SummaryContract {
    Summary() {
      super(cluster());
    }
  }
}
