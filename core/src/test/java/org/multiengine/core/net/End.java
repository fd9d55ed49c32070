package org.multiengine.core.net;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener, and acceptor, that records what comes to one end of a connection. */
final class End implements Listener, Acceptor {

  private static final long PATIENCE_SECONDS = 60;

  final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
  final CompletableFuture<Connection> accepted = new CompletableFuture<>();
  final CompletableFuture<String> closed = new CompletableFuture<>();
  final BlockingQueue<Boolean> drained = new LinkedBlockingQueue<>();
  final BlockingQueue<Integer> announced = new LinkedBlockingQueue<>();
  final AtomicInteger closings = new AtomicInteger();

  /** Opened when the first frame has come. */
  final CountDownLatch begun = new CountDownLatch(1);

  /** Frames are held on the reading thread until this is open. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** Runs on the reading thread at each frame. */
  volatile Runnable onFrame = () -> {};

  /** Runs on the reading thread when a frame is too long. */
  volatile Runnable onTooLong = () -> {};

  /** Returns an end that holds the reading thread at each frame until {@link #open()}. */
  static End held() {
    End end = new End();
    end.gate = new CountDownLatch(1);
    return end;
  }

  void open() {
    gate.countDown();
  }

  @Override
  public Listener accepted(Connection connection) {
    accepted.complete(connection);
    return this;
  }

  @Override
  public void received(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    begun.countDown();
    onFrame.run();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    frames.add(bytes);
  }

  @Override
  public void tooLong(int bytes) {
    announced.add(bytes);
    onTooLong.run();
  }

  @Override
  public void drained() {
    drained.add(true);
  }

  @Override
  public void closed(String reason) {
    closings.incrementAndGet();
    closed.complete(reason);
  }

  byte[] next() throws InterruptedException {
    byte[] frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("nothing has come");
    }
    return frame;
  }

  Connection connection() throws Exception {
    return accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  String reason() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void awaitDrained() throws InterruptedException {
    if (drained.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
      throw new AssertionError("not drained");
    }
  }

  static byte[] bytes(int first, int length) {
    byte[] bytes = new byte[length];
    for (int place = 0; place < length; place++) {
      bytes[place] = (byte) (first + 31 * place);
    }
    return bytes;
  }

  static ByteBuffer frame(int first, int length) {
    return ByteBuffer.wrap(bytes(first, length));
  }
}
