package org.multiengine.client.internal.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.NodeKind;

/**
 * The credentials of a host's engine processes. A process reads them from its standard input, with
 * its script behind them, and renewed ones later. Safe for use by several threads.
 */
final class ProcessCredentials {

  private final @Nullable ClusterKeys keys;
  private final Object lock = new Object();

  /** The processes that have not read their first credentials and their script. */
  private final Set<EngineProcess> unfed = new HashSet<>();

  private Optional<Credentials> sent = Optional.empty();

  /**
   * Creates the credentials of processes.
   *
   * @param keys the source of the credentials; null if connections are insecure
   */
  ProcessCredentials(@Nullable ClusterKeys keys) {
    this.keys = keys;
  }

  /** Notes that a process has been started, which is to be fed. */
  void started(EngineProcess process) {
    synchronized (lock) {
      unfed.add(process);
    }
  }

  /**
   * Sends a new process its credentials and its script. A process that is stopped may not read a
   * long script, so nothing is locked meanwhile.
   */
  void feed(EngineProcess process, byte[] script) throws IOException {
    Optional<Credentials> first = now();
    synchronized (lock) {
      sent = sent.or(() -> first);
    }
    try {
      process.send(bytes(first));
      process.send(script);
    } finally {
      synchronized (lock) {
        unfed.remove(process);
      }
    }
    Optional<Credentials> now = now();
    if (!now.equals(first)) {
      process.send(bytes(now));
    }
  }

  /** Sends new credentials to processes if those they have expire soon. */
  void renew(List<EngineProcess> processes) throws IOException {
    Optional<Credentials> now = now();
    for (EngineProcess process : toRenew(processes, now)) {
      process.send(bytes(now));
    }
  }

  private List<EngineProcess> toRenew(List<EngineProcess> processes, Optional<Credentials> now) {
    synchronized (lock) {
      if (now.isEmpty() || now.equals(sent)) {
        return List.of();
      }
      sent = now;
      return processes.stream().filter(process -> !unfed.contains(process)).toList();
    }
  }

  /** Returns the credentials for engine processes; empty if connections are insecure. */
  private Optional<Credentials> now() {
    return Optional.ofNullable(keys).map(source -> source.of(NodeKind.ENGINE));
  }

  private static byte[] bytes(Optional<Credentials> credentials) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (credentials.isPresent()) {
      credentials.get().writeTo(bytes);
    }
    return bytes.toByteArray();
  }
}
