package org.multiengine.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.multiengine.actors.EngineDirectory;
import org.multiengine.core.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection file of a running cluster: written when its engines take requests, kept up to date
 * as engines come and go, and removed at the cluster's end.
 */
final class Publication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int LOOK_MILLIS = 500;

  private final Path file;
  private final EngineDirectory directory;
  private final ScheduledExecutorService clock;
  private ConnectionFile written;

  Publication(Path file, ConnectionFile connection, EngineDirectory directory) {
    this.file = file;
    this.directory = directory;
    this.written = now(connection);
    written.write(file);
    this.clock = Executors.newSingleThreadScheduledExecutor(Publication::newThread);
    var unused =
        clock.scheduleWithFixedDelay(
            this::refresh, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "connection-file");
    thread.setDaemon(true);
    return thread;
  }

  private ConnectionFile now(ConnectionFile connection) {
    Map<Integer, String> slots = new TreeMap<>();
    directory.slots().forEach((id, slot) -> slots.put(id.value(), slot));
    return connection.with(directory.ids().size(), slots);
  }

  private synchronized void refresh() {
    ConnectionFile now = now(written);
    if (now.equals(written) || clock.isShutdown()) {
      return;
    }
    try {
      now.write(file);
      written = now;
    } catch (KernelError e) {
      LOG.warn("the connection file cannot be brought up to date", e);
    }
  }

  /** Removes the file; not what another cluster has put there since. */
  @Override
  public synchronized void close() {
    clock.shutdown();
    try {
      if (Files.exists(file) && ConnectionFile.read(file).pid() == ProcessHandle.current().pid()) {
        Files.delete(file);
      }
    } catch (IOException | KernelError e) {
      LOG.warn("the connection file {} cannot be removed", file, e);
    }
  }
}
