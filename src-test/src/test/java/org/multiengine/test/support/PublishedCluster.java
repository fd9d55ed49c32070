package org.multiengine.test.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;

/**
 * A cluster of engine processes that other programs can join. The engines lack the classes of the
 * tests.
 */
public final class PublishedCluster implements AutoCloseable {

  private final Path file;
  private final LocalCluster cluster;

  private PublishedCluster(Path file, LocalCluster cluster) {
    this.file = file;
    this.cluster = cluster;
  }

  /**
   * Starts engines, each in a process.
   *
   * @param home an empty folder for the files of clusters
   */
  public static PublishedCluster start(Path home, int processes) {
    var folder = new ClusterFolder("faults", home);
    LocalCluster cluster =
        Clusters.withoutTests(processes)
            .publish(folder)
            .setting("multiengine.host.restart.max-restarts", "1000")
            .setting("multiengine.host.restart.max-wait", "300ms")
            .start();
    return new PublishedCluster(folder.connectionFile(), cluster);
  }

  /** Returns the connection file. */
  public Path file() {
    return file;
  }

  public LocalCluster cluster() {
    return cluster;
  }

  /** Returns a client with its own node. */
  public MultiEngineClient join() {
    return MultiEngineClient.connect(file);
  }

  /** Returns the id of an engine's current process. */
  public static long pidOf(MultiEngineClient client, int engine) {
    return client.engines(engine).apply(e -> ProcessHandle.current().pid()).get(0);
  }

  /**
   * Returns the index of a process in {@link LocalCluster#pids()}. The process that replaces it has
   * the same index.
   */
  public int place(long pid) {
    return cluster.pids().indexOf(pid);
  }

  /** Returns the id of the process that has this index now. */
  public long pidAt(int place) {
    return cluster.pids().get(place);
  }

  /** Returns the indexes of all processes except one. */
  public List<Integer> placesBut(int place) {
    List<Integer> places = new ArrayList<>();
    for (int other = 0; other < cluster.pids().size(); other++) {
      if (other != place) {
        places.add(other);
      }
    }
    return places;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
