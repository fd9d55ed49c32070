package org.multiengine.client.internal.connection;

import akka.actor.AddressFromURIString;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.PrivateFiles;
import org.multiengine.client.internal.machine.ProcessIdentity;
import org.multiengine.client.internal.machine.ThisMachine;
import org.multiengine.core.error.KernelError;

/**
 * The contents of a connection file, a JSON object.
 *
 * @param name the cluster's name
 * @param address the address of the host that has written the file, in Akka's form
 * @param seeds the addresses of all hosts of the cluster, that of the writer first
 * @param doors the addresses at which clients connect to the hosts, as {@code host:port}, that of
 *     the writer first; empty for the cluster of an application
 * @param process the host's process; null if the host has not been started yet
 * @param engines how many engines the cluster has, as far as the host has written
 * @param versions what the host runs, see {@link Versions}
 * @param slots the slot of each engine; the files of its process's output have the slot's name
 * @param access the credentials of the cluster; null if the cluster is insecure, and open to all
 *     users of its machine, or if its security is that of an application
 * @param settings the settings that nodes must share with an application's to be admitted, by the
 *     paths of Akka's configuration; empty for a cluster that Multiengine has started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionData(
    String name,
    String address,
    List<String> seeds,
    List<String> doors,
    @Nullable ProcessIdentity process,
    int engines,
    Map<String, String> versions,
    Map<Integer, String> slots,
    @Nullable Access access,
    Map<String, String> settings) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // of later versions

  /**
   * The credentials of a cluster.
   *
   * @param client the credentials of a client
   * @param authority the authority, a PEM text, with which a host issues its own credentials; null
   *     in a file for clients
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Access(Credentials client, @Nullable String authority) {

    /** Returns whose access it is; shows no key. */
    @Override
    public String toString() {
      return authority == null ? "Access[of a client]" : "Access[of a host]";
    }
  }

  /** Replaces what files of other versions lack by empty values. */
  @SuppressWarnings("ConstantValue")
  public ConnectionData {
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    doors = doors == null ? List.of() : List.copyOf(doors);
    versions = versions == null ? Map.of() : Map.copyOf(versions);
    slots = slots == null ? Map.of() : Map.copyOf(slots);
    settings = settings == null ? Map.of() : new TreeMap<>(settings);
  }

  /** Returns the contents for a cluster of which only the hosts' addresses are known. */
  public static ConnectionData ofSeeds(String name, List<String> seeds) {
    return new ConnectionData(
        name,
        seeds.get(0),
        seeds,
        List.of(),
        null,
        0,
        Versions.own().byName(),
        Map.of(),
        null,
        Map.of());
  }

  /** Returns the contents for holders that may be clients only. */
  public ConnectionData forClients() {
    Access clients = access == null ? null : new Access(access.client(), null);
    return new ConnectionData(
        name, address, seeds, doors, process, engines, versions, slots, clients, settings);
  }

  /**
   * Reads a file.
   *
   * @throws KernelError if there is no such file, it is not a connection file, or an earlier
   *     version has written it; says what to do
   */
  public static ConnectionData read(Path file) {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      ConnectionData read = JSON.treeToValue(tree, ConnectionData.class);
      if (read == null || read.name == null || read.address == null) {
        throw new KernelError(file + " is not a connection file: it has no cluster name");
      }
      requireProcess(file, tree, read);
      requireDoors(file, read);
      return read;
    } catch (NoSuchFileException e) {
      throw new KernelError(new MissingFile(file).text(), e);
    } catch (JacksonException e) {
      throw new KernelError(file + " is not a connection file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new KernelError("cannot read the connection file " + file + ": " + e, e);
    }
  }

  /** Refuses a file that names its host's process by the number alone, which says too little. */
  private static void requireProcess(Path file, JsonNode tree, ConnectionData read) {
    if (read.process == null && tree.path("pid").asLong() > 0) {
      throw new KernelError(
          file
              + " was written by an earlier version of Multiengine and does not say on which"
              + " machine the cluster '"
              + read.name
              + "' runs; stop that cluster with the version that started it, remove the file, and"
              + " start the cluster again");
    }
  }

  /** Refuses the file of a running host that does not name the addresses for clients. */
  private static void requireDoors(Path file, ConnectionData read) {
    if (read.doors.isEmpty() && read.process != null && !read.isOfApplication()) {
      throw new KernelError(
          file
              + " was written by an earlier version of Multiengine and does not say where clients"
              + " connect to the cluster '"
              + read.name
              + "'; stop that cluster with the version that started it, remove the file, and"
              + " start the cluster again");
    }
  }

  /**
   * Writes the file. It is written under another name and renamed, so that it is never read half.
   *
   * @throws KernelError if it cannot be written
   */
  public void write(Path file) {
    try {
      PrivateFiles.write(file, JSON.writeValueAsString(this));
    } catch (IOException e) {
      throw new KernelError("cannot write the connection file " + file + ": " + e, e);
    }
  }

  /** Returns the number of the host's process; 0 if the host has not been started yet. */
  public long pid() {
    return process == null ? 0 : process.pid();
  }

  /**
   * Returns whether the host's process is running, as far as this machine can know: a host of
   * another machine, and one that has not been started yet, may be.
   */
  public boolean hostIsAlive() {
    return process == null || process.state() != ProcessIdentity.State.ENDED;
  }

  /** Returns the host's process; empty if it has ended, is elsewhere, or is not known. */
  public Optional<ProcessHandle> findProcess() {
    return process == null ? Optional.empty() : process.find();
  }

  /**
   * Returns whether the host that has written the file is where this process can watch it: on this
   * machine, and in the same container.
   */
  @JsonIgnore
  public boolean isOfThisMachine() {
    return process == null
        ? ThisMachine.has(host())
        : process.state() != ProcessIdentity.State.ELSEWHERE;
  }

  /** Returns the name of the host's machine. */
  public String machine() {
    return process == null ? host() : process.host();
  }

  /** Returns whether the cluster is that of an application, which ends as the application does. */
  @JsonIgnore
  public boolean isOfApplication() {
    return !settings.isEmpty();
  }

  /** Returns the name of the cluster's actor systems. */
  public String system() {
    return AddressFromURIString.parse(address).system();
  }

  /** Returns the name or IP address of the host that has written the file. */
  public String host() {
    return address.substring(address.lastIndexOf('@') + 1, address.lastIndexOf(':'));
  }

  /** Returns the addresses at which a new node joins the cluster. */
  public List<String> seedNodes() {
    return seeds.isEmpty() ? List.of(address) : seeds;
  }
}
