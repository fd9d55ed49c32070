package org.multiengine.client.internal.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.life.RepeatedTask;
import org.multiengine.client.internal.machine.ProcessIdentity;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection files of a running cluster: written when its engines take requests, updated as
 * engines and hosts come and go and certificates are renewed, and removed at its end. The first
 * file is touched at each update, even without a change, so that its time of change is a sign of
 * life of the host.
 */
public final class Publication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int UPDATE_MILLIS = 500;

  private final ClusterFolder folder;
  private final Supplier<ConnectionData> now;
  private final ScheduledExecutorService clock;
  private ConnectionData written;

  /**
   * Writes the files.
   *
   * @param folder the folder of the files
   * @param now returns the contents of the files now
   */
  public Publication(ClusterFolder folder, Supplier<ConnectionData> now) {
    this.folder = folder;
    this.now = now;
    this.written = write();
    this.clock = Executors.newSingleThreadScheduledExecutor(Publication::newThread);
    var unused =
        clock.scheduleWithFixedDelay(
            RepeatedTask.of("the update of the connection file", this::update),
            UPDATE_MILLIS,
            UPDATE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "connection-file");
    thread.setDaemon(true);
    return thread;
  }

  private ConnectionData write() {
    folder.create();
    ConnectionData file = now.get();
    file.forClients().write(folder.clientFile());
    file.write(folder.connectionFile());
    return file;
  }

  private synchronized void update() {
    try {
      if (clock.isShutdown()) {
        return;
      }
      if (now.get().equals(written)) {
        Files.setLastModifiedTime(folder.connectionFile(), FileTime.from(Instant.now()));
      } else {
        written = write();
      }
    } catch (IOException | KernelError e) {
      LOG.warn("the connection file cannot be updated", e);
    }
  }

  /** Removes the files unless another cluster has replaced them. */
  @Override
  public synchronized void close() {
    clock.shutdown();
    Path file = folder.connectionFile();
    try {
      if (Files.exists(file) && ProcessIdentity.own().equals(ConnectionData.read(file).process())) {
        Files.delete(file);
        Files.deleteIfExists(folder.clientFile());
      }
    } catch (IOException | KernelError e) {
      LOG.warn("the connection file {} cannot be removed", file, e);
    }
  }
}
