package org.multiengine.core.namespace.python.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.multiengine.core.error.KernelError;

/** The start of a worker until it has connected. Used by one thread. */
final class WorkerStart {

  private static final int CONNECTIONS = 3;
  private static final long POLL_MILLIS = 100;

  /**
   * A worker that has connected.
   *
   * @param process its process
   * @param frames the connection for frames
   * @param out its standard output
   * @param err its standard error
   */
  record Connected(Process process, SocketChannel frames, SocketChannel out, SocketChannel err) {}

  private final PythonSettings settings;
  private final WorkerFolder folder;
  private final Process process;
  private final long deadline;
  private final List<SocketChannel> connections = new ArrayList<>();

  private WorkerStart(PythonSettings settings, WorkerFolder folder) {
    this.settings = settings;
    this.folder = folder;
    this.deadline = System.nanoTime() + settings.startLimit().toNanos();
    this.process = PythonCommand.startWorker(settings, folder.worker(), folder.socket());
  }

  /**
   * Starts a worker and waits until it has connected.
   *
   * @throws KernelError if Python is missing, too old, or does not connect in time
   */
  static Connected start(PythonSettings settings) {
    try (WorkerFolder folder = WorkerFolder.create()) {
      return new WorkerStart(settings, folder).connect();
    } catch (IOException failed) {
      throw new KernelError("cannot start a Python process: " + failed, failed);
    }
  }

  private Connected connect() throws IOException {
    boolean connected = false;
    try (Selector selector = Selector.open()) {
      folder.server().register(selector, SelectionKey.OP_ACCEPT);
      while (connections.size() < CONNECTIONS) {
        SocketChannel accepted = folder.server().accept();
        if (accepted == null) {
          check();
          selector.select(POLL_MILLIS);
          selector.selectedKeys().clear();
        } else {
          accepted.configureBlocking(false);
          connections.add(accepted);
        }
      }
      connected = true;
      return new Connected(process, connections.get(0), connections.get(1), connections.get(2));
    } finally {
      if (!connected) {
        process.destroyForcibly();
        for (SocketChannel each : connections) {
          each.close();
        }
      }
    }
  }

  private void check() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new KernelError("interrupted while Python was started");
    }
    if (!process.isAlive()) {
      throw new KernelError(
          "the Python process " + Ending.of(process) + " before it was ready: " + output());
    }
    if (System.nanoTime() - deadline > 0) {
      throw new KernelError(
          "the Python process was not ready within "
              + TimeUnit.NANOSECONDS.toSeconds(settings.startLimit().toNanos())
              + " s ("
              + PythonSettings.PREFIX
              + ".start-limit)");
    }
  }

  private String output() throws IOException {
    InputStream output = process.getInputStream();
    return PythonCommand.shortened(
        new String(output.readNBytes(output.available()), StandardCharsets.UTF_8));
  }
}
