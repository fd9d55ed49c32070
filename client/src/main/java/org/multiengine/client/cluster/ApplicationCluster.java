package org.multiengine.client.cluster;

import org.multiengine.client.internal.join.ApplicationSettings;
import org.multiengine.client.internal.cluster.ClientWatch;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.Membership;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.cluster.Publication;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.multiengine.actors.EngineDirectory;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.Versions;

/**
 * Lets operators attach to the cluster of an application that holds engines: while it is open, the
 * cluster has a connection file under its name on this machine, by which {@code multiengine console
 * --name NAME} and {@link MultiEngineClient#connect(Path)} join it.
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
 * akka.remote.artery.ssl}); if they are not, whoever reaches the application's port can join. What
 * those who have joined may do is what {@link Multiengine#guard} says. The file goes when the
 * application closes this or its actor system ends.
 *
 * <p>Safe for use by several threads.
 */
public final class ApplicationCluster implements AutoCloseable {

  private final ActorSystem<?> system;
  private final ClusterFolder folder;
  private final Membership membership;
  private final Map<String, String> settings;
  private final long started = System.currentTimeMillis();
  private final Publication publication;

  private ApplicationCluster(ActorSystem<?> system, ClusterFolder folder) {
    this.system = system;
    this.folder = folder;
    this.membership = new Membership(system);
    this.settings = ApplicationSettings.of(system.settings().config());
    this.publication = new Publication(folder, this::describe);
    ClientWatch.start(system);
    var unused = system.getWhenTerminated().thenRun(this::close);
  }

  /**
   * Lets operators attach to an application.
   *
   * @param system a node of the application's cluster; it need not hold engines itself
   * @param name the name that operators use; of two applications of one user on one machine that
   *     have the same name only the last can be found
   * @throws IllegalArgumentException if the name is none for a {@link ClusterFolder}
   * @throws org.multiengine.core.error.KernelError if the file cannot be written
   */
  public static ApplicationCluster attach(ActorSystem<?> system, String name) {
    return new ApplicationCluster(system, new ClusterFolder(name));
  }

  private ConnectionData describe() {
    EngineDirectory directory = Multiengine.get(system).directory();
    Map<Integer, String> slots = new TreeMap<>();
    directory.slots().forEach((id, slot) -> slots.put(id.value(), slot));
    return new ConnectionData(
        folder.name(),
        Cluster.get(system).selfMember().address().toString(),
        membership.hosts(),
        ProcessHandle.current().pid(),
        started,
        directory.ids().size(),
        Versions.own().byName(),
        slots,
        null,
        settings);
  }

  /** Returns the place of the connection file, which only this user can read. */
  public Path connectionFile() {
    return folder.connectionFile();
  }

  /** Removes the connection file; those who have attached stay. */
  @Override
  public void close() {
    publication.close();
  }
}
