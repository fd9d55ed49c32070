package org.multiengine.client.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.NodeKind;

/**
 * The credentials of a host's engine processes. A process reads them from its standard input, with
 * its script behind them, and renewed ones later. A process that is stopped reads nothing, so that
 * a thread of its own writes to it, and only the newest credentials wait for this thread. Safe for
 * use by several threads.
 */
final class ProcessCredentials {

  /** A process that receives credentials. */
  interface Receiver {

    /** Returns the name of the process's slot. */
    String slot();

    /** Writes bytes to the process; may wait until it has read them. */
    void send(byte[] bytes);
  }

  private final Supplier<Optional<Credentials>> source;
  private final Object lock = new Object();

  /** The processes to which a thread writes. */
  private final Set<Receiver> busy = new HashSet<>();

  /** The credentials that are to be written to a busy process next. */
  private final Map<Receiver, byte[]> waiting = new HashMap<>();

  private Optional<Credentials> sent = Optional.empty();

  /**
   * Creates the credentials of processes.
   *
   * @param keys the source of the credentials; null if connections are insecure
   */
  ProcessCredentials(@Nullable ClusterKeys keys) {
    this(() -> Optional.ofNullable(keys).map(known -> known.of(NodeKind.ENGINE)));
  }

  /**
   * Creates the credentials of processes.
   *
   * @param source returns the credentials to be used now; empty if connections are insecure
   */
  ProcessCredentials(Supplier<Optional<Credentials>> source) {
    this.source = source;
  }

  /** Notes that a process has been started, to which {@link #feed} will write. */
  void started(Receiver process) {
    synchronized (lock) {
      busy.add(process);
    }
  }

  /** Sends a new process its credentials and its script; waits until the process has read them. */
  void feed(Receiver process, byte[] script) throws IOException {
    try {
      process.send(first());
      process.send(script);
    } catch (IOException | RuntimeException e) {
      forget(process);
      throw e;
    }
    sendWaiting(process);
  }

  private byte[] first() throws IOException {
    Optional<Credentials> first = source.get();
    synchronized (lock) {
      sent = sent.or(() -> first);
    }
    return bytes(first);
  }

  private void forget(Receiver process) {
    synchronized (lock) {
      busy.remove(process);
      waiting.remove(process);
    }
  }

  /** Sends new credentials to processes if those they have expire soon. Does not wait. */
  void renew(List<? extends Receiver> processes) throws IOException {
    Optional<Credentials> now = source.get();
    byte[] bytes = bytes(now);
    for (Receiver process : toStart(processes, now, bytes)) {
      Thread writer =
          new Thread(() -> sendWaiting(process), "credentials-of-slot-" + process.slot());
      writer.setDaemon(true);
      writer.start();
    }
  }

  /** Has all processes receive credentials; returns those that need a thread for it. */
  private List<Receiver> toStart(
      List<? extends Receiver> processes, Optional<Credentials> now, byte[] bytes) {
    synchronized (lock) {
      if (now.isEmpty() || now.equals(sent)) {
        return List.of();
      }
      sent = now;
      processes.forEach(process -> waiting.put(process, bytes));
      return processes.stream().<Receiver>map(process -> process).filter(busy::add).toList();
    }
  }

  /** Sends a busy process what waits for it, until nothing does. */
  private void sendWaiting(Receiver process) {
    for (byte[] next = next(process); next != null; next = next(process)) {
      process.send(next);
    }
  }

  private byte @Nullable [] next(Receiver process) {
    synchronized (lock) {
      byte[] next = waiting.remove(process);
      if (next == null) {
        busy.remove(process);
      }
      return next;
    }
  }

  private static byte[] bytes(Optional<Credentials> credentials) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (credentials.isPresent()) {
      credentials.get().writeTo(bytes);
    }
    return bytes.toByteArray();
  }
}
