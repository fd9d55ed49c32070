package org.multiengine.actors.internal.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;
import org.multiengine.core.net.Listener;
import org.multiengine.core.net.Splice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes connections of clients on to the engine processes of a host, over their Unix domain
 * sockets. The host has identified the client, and says so to the process.
 *
 * <p>Safe for use by several threads.
 */
final class Passage {

  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

  private final Connections connections;
  private final Processes processes;
  private final SocketFolder sockets;
  private final String door;
  private final long maxBacklogBytes;
  private final Executor tasks;

  /**
   * Creates the passage of a host.
   *
   * @param sockets the folder of the processes' sockets
   * @param door the address of the host's door
   * @param maxBacklogBytes how much one side may be behind before the other is no longer read
   * @param tasks connects to processes, which may wait
   */
  Passage(
      Connections connections,
      Processes processes,
      SocketFolder sockets,
      String door,
      long maxBacklogBytes,
      Executor tasks) {
    this.connections = connections;
    this.processes = processes;
    this.sockets = sockets;
    this.door = door;
    this.maxBacklogBytes = maxBacklogBytes;
    this.tasks = tasks;
  }

  /** Passes a connection on to the process that its hello names, or refuses it. */
  void pass(Connection client, Hello hello, String description, Door refusing) {
    String name = String.valueOf(hello.process());
    Optional<ControlMessage.ProcessRow> process = processes.find(name);
    if (process.isEmpty()) {
      refusing.refuse(client, "the process " + name + " is no member of the cluster", false);
    } else if (!process.get().door().equals(door)) {
      refusing.refuse(client, name + " is reached at the door " + process.get().door(), false);
    } else {
      Path socket = sockets.socket(process.get().slot());
      if (socket == null) {
        refusing.refuse(client, "this host has no folder for the sockets of its processes", true);
      } else {
        client.pause(); // until it is joined with the process
        tasks.execute(() -> pass(client, hello.from(description), socket, refusing));
      }
    }
  }

  private void pass(Connection client, Hello hello, Path socket, Door refusing) {
    try {
      Connection process =
          connections.connect(
              socket,
              new Listener() {
                @Override
                public void received(ByteBuffer frame) {
                  throw new IllegalStateException("the process answers before it is asked");
                }
              });
      process.pause(); // its answer is for the client
      process.send(DoorFormat.write(hello));
      client.limitFrames(Connections.MAX_FRAME_BYTES);
      Splice.join(
          client, process, maxBacklogBytes, () -> LOG.debug("{} is no longer used", socket));
    } catch (IOException e) {
      LOG.debug("{} cannot be reached", socket, e);
      refusing.refuse(client, "the process cannot be reached: " + e.getMessage(), false);
    }
  }
}
