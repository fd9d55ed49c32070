package org.multiengine.test;

import java.util.stream.Stream;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;

/**
 * Clusters of engine processes for tests. Their JVMs compile quickly rather than well: they live
 * for seconds, and would spend most of these on what pays in minutes.
 */
final class Clusters {

  /** The option of a JVM that does so. */
  static final String QUICK = "-XX:TieredStopAtLevel=1";

  private Clusters() {}

  /**
   * Returns a cluster to be started.
   *
   * @param count how many engine processes it has
   * @param javaOptions more options for their JVMs
   */
  static ClusterOptionsBuilder processes(int count, String... javaOptions) {
    String[] options =
        Stream.concat(Stream.of(QUICK), Stream.of(javaOptions)).toArray(String[]::new);
    return LocalCluster.builder().processes(count).javaOptions(options);
  }
}
