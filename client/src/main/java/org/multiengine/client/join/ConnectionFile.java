package org.multiengine.client.join;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.error.KernelError;

/**
 * The file through which clients connect to a running cluster and other hosts join it, as one of
 * its hosts has written it: IPython's FURL file. Anyone who can read the file can run code on the
 * engines, so its mode is 0600 and that of its folder 0700. There are two files: {@code
 * connection.json} lets its holder do everything, {@code client.json} lets its holder connect as a
 * client only.
 *
 * <pre>{@code
 * ConnectionFile file = ConnectionFile.read(new ClusterFolder("default").connectionFile());
 * System.out.println(file.name() + " has " + file.engines() + " engines");
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ConnectionFile {

  private final ConnectionData data;

  private ConnectionFile(ConnectionData data) {
    this.data = data;
  }

  /**
   * Reads a file.
   *
   * @throws KernelError if there is no such file, it is not a connection file, or an earlier
   *     version has written it; says what to do
   */
  public static ConnectionFile read(Path file) {
    return new ConnectionFile(ConnectionData.read(file));
  }

  /** Returns the cluster's name. */
  public String name() {
    return data.name();
  }

  /** Returns the address of the host that has written the file, in Akka's form. */
  public String address() {
    return data.address();
  }

  /** Returns the addresses of all hosts of the cluster, that of the writer first. */
  public List<String> seeds() {
    return data.seeds();
  }

  /**
   * Returns the addresses at which clients connect to the hosts, as {@code host:port}, that of the
   * writer first; empty for the cluster of an application.
   */
  public List<String> doors() {
    return data.doors();
  }

  /** Returns the host's process id; 0 if the host has not been started yet. */
  public long pid() {
    return data.pid();
  }

  /** Returns how many engines the cluster has, as far as the host has written. */
  public int engines() {
    return data.engines();
  }

  /** Returns the versions that the host runs, by the name of the software. */
  public Map<String, String> versions() {
    return data.versions();
  }

  /** Returns the slot of each engine; the files of its process's output have the slot's name. */
  public Map<Integer, String> slots() {
    return data.slots();
  }

  /**
   * Returns whether the host's process is running, as far as this machine can know: a host of
   * another machine, and one that has not been started yet, may be.
   */
  public boolean hostIsAlive() {
    return data.hostIsAlive();
  }

  /**
   * Returns the host's process; empty if it has ended, is on another machine, or is not known.
   * Another process of the same number is not taken for it.
   */
  public Optional<ProcessHandle> process() {
    return data.findProcess();
  }

  /**
   * Returns whether the host that has written the file is where this process can watch it: on this
   * machine, and in the same container. The folder of the file may be shared with other machines.
   */
  public boolean isOfThisMachine() {
    return data.isOfThisMachine();
  }

  /** Returns the name of the host's machine. */
  public String machine() {
    return data.machine();
  }

  /** Returns whether the cluster is that of an application, which ends as the application does. */
  public boolean isOfApplication() {
    return data.isOfApplication();
  }

  /** Returns the cluster's name and the host's address. */
  @Override
  public String toString() {
    return "ConnectionFile[" + name() + " at " + address() + "]";
  }
}
