package org.multiengine.test.support;

import java.util.List;
import java.util.stream.Stream;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;

/**
 * Clusters of engine processes for tests. Their JVMs live for seconds, so they use the quick
 * compiler only.
 */
public final class Clusters {

  /** The option of a JVM for the quick compiler only. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private Clusters() {}

  /**
   * Returns a builder of a cluster of engine processes.
   *
   * @param count the number of engine processes
   * @param javaOptions more options for their JVMs
   */
  public static ClusterOptionsBuilder processes(int count, String... javaOptions) {
    String[] options =
        Stream.concat(Stream.of(QUICK), Stream.of(javaOptions)).toArray(String[]::new);
    return LocalCluster.builder().processes(count).javaOptions(options);
  }

  /** Returns a cluster to be started whose engines do not have the classes of the tests. */
  public static ClusterOptionsBuilder withoutTests(int count) {
    String[] options = optionsWithoutTests().toArray(String[]::new);
    return LocalCluster.builder()
        .processes(count)
        .javaOptions(options)
        .classPath(ClassPaths.withoutTests());
  }

  /**
   * Returns options for the JVMs of engines without the classes of the tests. They name the
   * class-data archive; engines with the class path of their host use it without options.
   */
  public static List<String> optionsWithoutTests() {
    return Stream.concat(Stream.of(QUICK), ClassArchive.options().stream()).toList();
  }
}
