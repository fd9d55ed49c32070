package org.multiengine.test.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.MultiEngineClient;

/**
 * Engine processes of this program, whose cluster other programs can join. They do not have the
 * classes of the tests.
 */
public final class PublishedCluster implements AutoCloseable {

  private final Overrides settings;
  private final Path file;
  private final LocalCluster cluster;

  private PublishedCluster(Overrides settings, Path file, LocalCluster cluster) {
    this.settings = settings;
    this.file = file;
    this.cluster = cluster;
  }

  /**
   * Starts engines, each in a process.
   *
   * @param home an empty folder for the files of clusters
   */
  public static PublishedCluster start(Path home, int processes) {
    var settings =
        Overrides.of(
            "home", home.toString(),
            "host.restart.max-restarts", "1000",
            "host.restart.max-wait", "300ms");
    var folder = new ClusterFolder("faults");
    LocalCluster cluster = Clusters.withoutTests(processes).publish(folder).start();
    return new PublishedCluster(settings, folder.connectionFile(), cluster);
  }

  /** Returns its connection file. */
  public Path file() {
    return file;
  }

  public LocalCluster cluster() {
    return cluster;
  }

  /** Returns a client that is a node of its own. */
  public MultiEngineClient join() {
    return MultiEngineClient.connect(file);
  }

  /** Returns the process of an engine, the one that is there now. */
  public static long pidOf(MultiEngineClient client, int engine) {
    return client.engines(engine).apply(e -> ProcessHandle.current().pid()).get(0);
  }

  /** Returns the place of a process in {@link LocalCluster#pids()}, which a later one takes. */
  public int place(long pid) {
    return cluster.pids().indexOf(pid);
  }

  /** Returns the process that is in this place now. */
  public long pidAt(int place) {
    return cluster.pids().get(place);
  }

  /** Returns the places of all processes but one. */
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
    settings.close();
  }
}
