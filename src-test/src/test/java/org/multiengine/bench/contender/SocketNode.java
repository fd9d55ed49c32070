package org.multiengine.bench.contender;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;

/** The other process of the {@link SocketFloor}: keeps what is pushed, gives what is pulled. */
final class SocketNode {

  private static final Map<Integer, double[]> KEPT = new HashMap<>();

  private SocketNode() {}

  public static void main(String[] args) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Child.ready(server.socket().getLocalPort());
      try (SocketFloor.Line line = new SocketFloor.Line(server.accept())) {
        serve(line);
      } catch (EOFException e) {
        // The floor has been measured.
      }
    }
  }

  private static void serve(SocketFloor.Line line) throws IOException {
    while (true) {
      ByteBuffer message = line.awaitAnswer();
      int doubles = message.getInt(1);
      switch (message.get(0)) {
        case SocketFloor.Line.ASK -> line.ask();
        case SocketFloor.Line.PUSH -> {
          KEPT.put(doubles, line.read(doubles));
          line.ask();
        }
        case SocketFloor.Line.PULL -> line.write(KEPT.computeIfAbsent(doubles, double[]::new));
        default -> throw new IOException("no message: " + message);
      }
    }
  }
}
