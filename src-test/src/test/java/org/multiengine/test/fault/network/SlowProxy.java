package org.multiengine.test.fault.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A slow line to a port. It forwards bytes from one address to the same port of another, and back,
 * with a delay. It can be stalled.
 */
final class SlowProxy implements AutoCloseable {

  private static final int CHUNK = 16 * 1024;
  private static final int ROOM = 10_000;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Duration delay;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile long stallEnds = System.nanoTime();

  private record Piece(ByteBuffer bytes, long due) {}

  /** The end of the input. */
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  SlowProxy(InetAddress from, InetAddress to, int port, Duration delay) throws IOException {
    this.listener = new ServerSocket(port, 50, from);
    this.target = new InetSocketAddress(to, port);
    this.delay = delay;
    threads.execute(this::accept);
  }

  /** Forwards nothing for some time, in both directions. */
  void stall(Duration length) {
    stallEnds = System.nanoTime() + length.toNanos();
  }

  private void accept() {
    try {
      while (true) {
        Socket in = listener.accept();
        sockets.add(in);
        var out = new Socket();
        sockets.add(out);
        out.connect(target);
        pump(in, out);
        pump(out, in);
      }
    } catch (IOException closed) {
      closeAll();
    }
  }

  private void pump(Socket from, Socket to) {
    BlockingQueue<Piece> line = new LinkedBlockingQueue<>(ROOM);
    threads.execute(() -> read(from, line));
    threads.execute(() -> write(line, to));
  }

  private void read(Socket from, BlockingQueue<Piece> line) {
    var buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        line.put(
            new Piece(
                ByteBuffer.wrap(Arrays.copyOf(buffer, count)),
                System.nanoTime() + delay.toNanos()));
      }
      line.put(new Piece(END, System.nanoTime()));
    } catch (IOException closed) {
      line.add(new Piece(END, System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BlockingQueue<Piece> line, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Piece piece = line.take(); piece.bytes().hasRemaining(); piece = line.take()) {
        awaitTime(piece.due());
        awaitTime(stallEnds);
        out.write(piece.bytes().array());
      }
    } catch (IOException closed) {
      sockets.remove(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void closeAll() {
    sockets.forEach(SlowProxy::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
    threads.shutdownNow();
  }
}
