package org.multiengine.client.join;

import org.multiengine.client.internal.machine.ThisMachine;

import akka.actor.AddressFromURIString;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.Versions;
import org.multiengine.actors.security.Credentials;
import org.multiengine.actors.security.PrivateFiles;
import org.multiengine.core.error.KernelError;

/**
 * What a client or another host needs to join a running cluster, as a host writes it into a file:
 * IPython's FURL file. Who can read the file can run code on the engines: its mode is 0600, that of
 * its folder 0700. There are two of them: {@code connection.json} lets its holder do everything,
 * {@code client.json} lets nobody but clients join.
 *
 * <pre>{@code
 * ConnectionFile file = ConnectionFile.read(new ClusterFolder("default").connectionFile());
 * System.out.println(file.name() + " has " + file.engines() + " engines");
 * }</pre>
 *
 * @param name the cluster's name
 * @param address the address of the host that has written it, as Akka writes addresses
 * @param seeds the addresses of all hosts of the cluster, this one first
 * @param pid the host's process id; 0 if it is not started yet
 * @param started when the host was started, in milliseconds since 1970; 0 if that is not known
 * @param engines how many engines the cluster has, as far as the host has told
 * @param versions what the host runs, see {@link Versions}
 * @param slots the slot of each engine, by which the files of its process's output are named
 * @param access what opens the cluster; null if it is insecure, and open to all of its machine, or
 *     if its security is that of an application
 * @param settings what nodes must have in common with an application's to be let in, by the paths
 *     of Akka's configuration; empty for a cluster that Multiengine has started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionFile(
    String name,
    String address,
    List<String> seeds,
    long pid,
    long started,
    int engines,
    Map<String, String> versions,
    Map<Integer, String> slots,
    @Nullable Access access,
    Map<String, String> settings) {

  /** The system tells the start of a process with less precision than its clock has. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // of later versions

  /**
   * What opens a cluster.
   *
   * @param client the credentials of a client
   * @param authority the authority, a PEM text, by which a host makes its own; null for clients
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Access(Credentials client, @Nullable String authority) {

    /** Tells nothing of the keys. */
    @Override
    public String toString() {
      return authority == null ? "Access[of a client]" : "Access[of a host]";
    }
  }

  /** Takes what files of other versions lack for empty. */
  @SuppressWarnings("ConstantValue")
  public ConnectionFile {
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    versions = versions == null ? Map.of() : Map.copyOf(versions);
    slots = slots == null ? Map.of() : Map.copyOf(slots);
    settings = settings == null ? Map.of() : new TreeMap<>(settings);
  }

  /** Returns what is known of a cluster by the addresses of its hosts alone. */
  public static ConnectionFile ofSeeds(String name, List<String> seeds) {
    return new ConnectionFile(
        name, seeds.get(0), seeds, 0, 0, 0, Versions.own().byName(), Map.of(), null, Map.of());
  }

  /** Returns the same for those who are to be clients only. */
  public ConnectionFile forClients() {
    Access clients = access == null ? null : new Access(access.client(), null);
    return new ConnectionFile(
        name, address, seeds, pid, started, engines, versions, slots, clients, settings);
  }

  /**
   * Reads a file.
   *
   * @throws KernelError if there is none, or it is no connection file; says what to do
   */
  public static ConnectionFile read(Path file) {
    try {
      ConnectionFile read = JSON.readValue(Files.readString(file), ConnectionFile.class);
      if (read.name == null || read.address == null) {
        throw new KernelError(file + " is not a connection file: it names no cluster");
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new KernelError(
          "there is no connection file " + file + "; start a cluster: multiengine start -n 4", e);
    } catch (JacksonException e) {
      throw new KernelError(file + " is not a connection file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new KernelError("cannot read the connection file " + file + ": " + e, e);
    }
  }

  /**
   * Writes the file, aside and renamed, so that nobody reads half of it.
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

  /**
   * Returns whether the host's process is there, as far as this machine can tell: a host on another
   * one may be, and one that a file speaks of before it has been started.
   */
  public boolean hostIsAlive() {
    return pid == 0 || !isOfThisMachine() || process().isPresent();
  }

  /**
   * Returns the host's process; empty if it has ended, is on another machine, or none is known. A
   * process that was started after the file has its number from the host by chance, or because it
   * is the first of a container as the host was.
   */
  public Optional<ProcessHandle> process() {
    if (pid == 0 || !isOfThisMachine()) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::mayBeHost);
  }

  private boolean mayBeHost(ProcessHandle process) {
    Instant latestStart = Instant.ofEpochMilli(started).plus(PRECISION);
    return started == 0 || process.info().startInstant().map(latestStart::isAfter).orElse(true);
  }

  /** Returns whether the host that has written the file is on this machine. */
  public boolean isOfThisMachine() {
    return ThisMachine.has(host());
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

  /** Returns the addresses a new node joins the cluster at. */
  public List<String> seedNodes() {
    return seeds.isEmpty() ? List.of(address) : seeds;
  }
}
