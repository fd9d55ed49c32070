package org.multiengine.test.support;

import java.util.List;
import java.util.stream.Stream;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;

/**
 * Clusters of engine processes for tests. Their JVMs compile quickly rather than well: they live
 * for seconds, and would spend most of these on what pays in minutes.
 */
public final class Clusters {

  /** The option of a JVM that does so. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private Clusters() {}

  /**
   * Returns a cluster to be started.
   *
   * @param count how many engine processes it has
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
   * Returns options for the JVMs of such engines. They name the archive of classes, which an engine
   * uses by itself if it has the class path of its host.
   */
  public static List<String> optionsWithoutTests() {
    return Stream.concat(Stream.of(QUICK), ClassArchive.options().stream()).toList();
  }
}
