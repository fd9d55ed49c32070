package org.multiengine.bench.contender;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.multiengine.bench.table.Work;

/**
 * A floor: plain sockets over loopback to four processes, in the clear. A call is 64 bytes there
 * and back; an array is written from direct buffers of 1 MB into an array of the receiver.
 */
public final class SocketFloor implements Entrant {

  @Override
  public String label() {
    return "floor: TCP sockets";
  }

  @Override
  public Contender start() throws Exception {
    JavaContender contender = new JavaContender();
    ExecutorService threads = contender.closing(new Threads(Work.ENGINES)).executor();
    List<Line> lines = new ArrayList<>();
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < Work.ENGINES; i++) {
      Child child = contender.closing(Child.java(SocketNode.class, List.of("-Xmx4g")));
      children.add(child);
      lines.add(contender.closing(Line.open(Integer.parseInt(child.awaitReady()))));
    }
    contender.processes(() -> children.stream().flatMap(child -> child.pids().stream()).toList());
    Line one = lines.get(0);
    contender
        .does(
            Work.CALL_ONE,
            () -> {
              one.ask();
              one.awaitAnswer();
            })
        .does(
            Work.CALL_ALL,
            () -> {
              for (Line line : lines) {
                line.ask();
              }
              for (Line line : lines) {
                line.awaitAnswer();
              }
            })
        .does(Work.PUSH_80_ONE, () -> one.push(Samples.array(Work.PUSH_80_ONE)));
    for (Work work : List.of(Work.PUSH_8, Work.PUSH_80, Work.PUSH_400)) {
      contender.does(work, () -> pushAll(threads, lines, Samples.array(work)));
    }
    for (Work work : List.of(Work.PULL_8, Work.PULL_80)) {
      contender.does(work, () -> Samples.check(work, one.pull(work.doubles())));
    }
    return contender;
  }

  private static void pushAll(ExecutorService threads, List<Line> lines, double[] array)
      throws Exception {
    List<Future<?>> parts = new ArrayList<>();
    for (Line line : lines) {
      parts.add(
          threads.submit(
              () -> {
                line.push(array);
                return null;
              }));
    }
    for (Future<?> part : parts) {
      part.get();
    }
  }

  /** One connection, at either end of it. */
  static final class Line implements AutoCloseable {

    static final byte ASK = 1;
    static final byte PUSH = 2;
    static final byte PULL = 3;
    static final int MESSAGE_BYTES = 64;
    private static final int BUFFER_BYTES = 1 << 20;

    private final SocketChannel channel;
    private final ByteBuffer small = ByteBuffer.allocateDirect(MESSAGE_BYTES);
    private final ByteBuffer large = ByteBuffer.allocateDirect(BUFFER_BYTES);

    Line(SocketChannel channel) throws IOException {
      this.channel = channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static Line open(int port) throws IOException {
      return new Line(
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    void ask() throws IOException {
      tell(ASK, 0);
    }

    void tell(byte kind, int doubles) throws IOException {
      small.clear();
      small.put(0, kind).putInt(1, doubles);
      while (small.hasRemaining()) {
        channel.write(small);
      }
    }

    /** Returns the next message, with its kind at 0 and a count at 1. */
    ByteBuffer awaitAnswer() throws IOException {
      small.clear();
      fill(small);
      return small;
    }

    private void fill(ByteBuffer buffer) throws IOException {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("the other end has closed");
        }
      }
    }

    void push(double[] array) throws IOException {
      tell(PUSH, array.length);
      write(array);
      awaitAnswer();
    }

    double[] pull(int doubles) throws IOException {
      tell(PULL, doubles);
      return read(doubles);
    }

    void write(double[] array) throws IOException {
      int step = BUFFER_BYTES / Double.BYTES;
      for (int from = 0; from < array.length; from += step) {
        int length = Math.min(step, array.length - from);
        large.clear();
        large.asDoubleBuffer().put(array, from, length);
        large.limit(length * Double.BYTES);
        while (large.hasRemaining()) {
          channel.write(large);
        }
      }
    }

    double[] read(int doubles) throws IOException {
      double[] array = new double[doubles];
      int step = BUFFER_BYTES / Double.BYTES;
      for (int from = 0; from < doubles; from += step) {
        int length = Math.min(step, doubles - from);
        large.clear().limit(length * Double.BYTES);
        fill(large);
        large.flip();
        large.asDoubleBuffer().get(array, from, length);
      }
      return array;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
