package org.multiengine.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A process in the middle of one TCP connection, which passes bytes on and can add some. */
final class Proxy implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Socket forward;

  Proxy(InetSocketAddress target) throws IOException {
    this.forward = new Socket(target.getAddress(), target.getPort());
    Thread thread = new Thread(this::serve, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try (Socket accepted = server.accept()) {
      Thread back = new Thread(() -> copy(forward, accepted), "proxy-back");
      back.setDaemon(true);
      back.start();
      copy(accepted, forward);
    } catch (IOException e) {
      // the test has ended
    }
  }

  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      for (int count; (count = from.getInputStream().read(buffer)) >= 0; ) {
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      // one end has closed
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** Sends bytes to the target as if they came from the client. */
  void insert(byte[] bytes) throws IOException {
    forward.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
    forward.close();
  }
}
