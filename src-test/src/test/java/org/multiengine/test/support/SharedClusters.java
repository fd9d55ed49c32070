package org.multiengine.test.support;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.multiengine.client.cluster.LocalCluster;

/**
 * Clusters of four engines for tests that reset engines. The first test that needs a cluster starts
 * it; clusters end with the tests of this JVM.
 */
public final class SharedClusters implements LauncherSessionListener {

  private static final int ENGINES = 4;

  private static final Shared EMBEDDED = new Shared(() -> LocalCluster.start(ENGINES));
  private static final Shared PROCESSES = new Shared(() -> Clusters.processes(ENGINES).start());

  /** Creates the listener for JUnit. */
  public SharedClusters() {}

  /** Returns the cluster whose engines are in this JVM. */
  public static LocalCluster embedded() {
    return EMBEDDED.get();
  }

  /** Returns the cluster whose engines have a process each. */
  public static LocalCluster processes() {
    return PROCESSES.get();
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    EMBEDDED.close();
    PROCESSES.close();
  }

  private static final class Shared {

    private final Supplier<LocalCluster> start;
    private @Nullable LocalCluster cluster;

    Shared(Supplier<LocalCluster> start) {
      this.start = start;
    }

    synchronized LocalCluster get() {
      if (cluster == null) {
        cluster = start.get();
      }
      return cluster;
    }

    synchronized void close() {
      if (cluster != null) {
        cluster.close();
        cluster = null;
      }
    }
  }
}
