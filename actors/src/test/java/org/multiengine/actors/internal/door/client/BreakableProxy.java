package org.multiengine.actors.internal.door.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A TCP proxy whose connections a test can cut at any byte. */
final class BreakableProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final List<Socket> open = new ArrayList<>();
  private volatile boolean refusing;

  BreakableProxy(int target) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    run(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Cuts all connections; new ones are cut, too, until {@link #mend}. */
  void cut() throws IOException {
    refusing = true;
    List<Socket> all;
    synchronized (open) {
      all = List.copyOf(open);
      open.clear();
    }
    for (Socket each : all) {
      reset(each);
    }
  }

  /** Closes a socket so that what was not delivered yet is lost. */
  private static void reset(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  void mend() {
    refusing = false;
  }

  private static void run(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // a connection was cut, or the proxy closed
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      if (refusing) {
        client.close();
        continue;
      }
      Socket door = new Socket(InetAddress.getLoopbackAddress(), target);
      synchronized (open) {
        open.add(client);
        open.add(door);
      }
      run(() -> copy(client, door));
      run(() -> copy(door, client));
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1_000];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        out.write(buffer, 0, length);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
