package org.multiengine.client.cluster;

import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.util.Map;
import org.multiengine.actors.Multiengine;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.cluster.ClientWatch;
import org.multiengine.client.internal.cluster.HostDescription;
import org.multiengine.client.internal.cluster.Publication;
import org.multiengine.client.internal.join.ApplicationSettings;
import org.multiengine.client.join.ClusterFolder;

/**
 * The cluster of an application that holds engines, open to operators: while this object is open,
 * the cluster has a connection file under its name on this machine, through which {@code
 * multiengine console --name NAME} and {@link MultiEngineClient#connect(Path)} join it.
 *
 * <pre>{@code
 * Multiengine multiengine = Multiengine.get(system);
 * multiengine.startHost();
 * multiengine.startEngines(1);
 * ApplicationCluster attached = ApplicationCluster.attach(system, "shop");
 * }</pre>
 *
 * <p>The file holds no key. The connections are those of the application: if they are TLS, an
 * operator's configuration names the certificates as the application's own does ({@code
 * akka.remote.artery.ssl}); if they are not, anyone who reaches the application's port can join.
 * {@link Multiengine#guard} limits what operators may do. The file is removed when the application
 * closes this object or its actor system ends.
 *
 * <p>Safe for use by several threads.
 */
public final class ApplicationCluster implements AutoCloseable {

  private final ClusterFolder folder;
  private final Publication publication;

  private ApplicationCluster(ActorSystem<?> system, ClusterFolder folder) {
    this.folder = folder;
    var description = new HostDescription(system, folder.name());
    Map<String, String> settings = ApplicationSettings.of(system.settings().config());
    this.publication = new Publication(folder, () -> description.now(null, settings));
    ClientWatch.start(system);
    var unused = system.getWhenTerminated().thenRun(this::close);
  }

  /**
   * Lets operators attach to an application.
   *
   * @param system a node of the application's cluster; it need not hold engines itself
   * @param name the name that operators use; if two applications of one user on one machine have
   *     the same name, only the later one can be found
   * @throws IllegalArgumentException if the name is not valid for a {@link ClusterFolder}
   * @throws org.multiengine.core.error.KernelError if the file cannot be written
   */
  public static ApplicationCluster attach(ActorSystem<?> system, String name) {
    return attach(system, new ClusterFolder(name));
  }

  /**
   * Lets operators attach to an application through a folder; see {@link #attach(ActorSystem,
   * String)}.
   */
  public static ApplicationCluster attach(ActorSystem<?> system, ClusterFolder folder) {
    return new ApplicationCluster(system, folder);
  }

  /** Returns the path of the connection file, which only this user can read. */
  public Path connectionFile() {
    return folder.connectionFile();
  }

  /** Removes the connection file; operators who have attached stay. */
  @Override
  public void close() {
    publication.close();
  }
}
