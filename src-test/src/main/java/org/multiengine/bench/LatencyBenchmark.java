package org.multiengine.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.multiengine.client.DirectView;
import org.multiengine.client.LocalCluster;
import org.multiengine.client.MultiEngineClient;

/**
 * How long {@code execute("a=5")} takes, on one engine and on four, in this JVM and in processes of
 * their own; and beside it, in the same run, a bare round trip over a loopback socket.
 *
 * <pre>
 * LatencyBenchmark [calls a row, default 20000]
 * </pre>
 */
public final class LatencyBenchmark {

  private static final int ENGINES = 4;
  private static final int MESSAGE_BYTES = 64;
  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 3;

  private LatencyBenchmark() {}

  @FunctionalInterface
  private interface Call {
    void run() throws IOException;
  }

  /** Prints the table. */
  public static void main(String[] args) throws IOException {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    System.out.printf(
        "%-34s %10s %10s %10s%n", calls + " calls a row, warm", "p50 us", "p99 us", "max us");
    loopback(calls);
    try (LocalCluster cluster = LocalCluster.start(ENGINES)) {
      execute("this JVM", cluster, calls);
    }
    try (LocalCluster cluster = LocalCluster.builder().processes(ENGINES).start()) {
      execute("processes", cluster, calls);
    }
  }

  private static void execute(String where, LocalCluster cluster, int calls) throws IOException {
    try (MultiEngineClient mec = cluster.connect()) {
      DirectView one = mec.engines(0);
      measure("execute(a=5) on 1, " + where, calls, () -> one.execute("a=5"));
      measure("execute(a=5) on 4, " + where, calls, () -> mec.execute("a=5"));
    }
  }

  /** The floor: the same machine, no framework. */
  private static void loopback(int calls) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread echo = new Thread(() -> echo(server), "echo");
      echo.setDaemon(true);
      echo.start();
      try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
        socket.setTcpNoDelay(true);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] message = new byte[MESSAGE_BYTES];
        measure("socket round trip of 64 bytes", calls, () -> roundTrip(in, out, message));
      }
    }
  }

  private static void roundTrip(InputStream in, OutputStream out, byte[] message)
      throws IOException {
    out.write(message);
    if (in.readNBytes(message, 0, message.length) < message.length) {
      throw new IOException("the echo has ended");
    }
  }

  private static void echo(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      byte[] message = new byte[MESSAGE_BYTES];
      InputStream in = socket.getInputStream();
      while (in.readNBytes(message, 0, message.length) == message.length) {
        socket.getOutputStream().write(message);
      }
    } catch (IOException e) {
      System.err.println("the echo ended: " + e);
    }
  }

  private static void measure(String row, int calls, Call call) throws IOException {
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    Histogram nanos = new Histogram(HIGHEST_NANOS, DIGITS);
    for (int i = 0; i < calls; i++) {
      long before = System.nanoTime();
      call.run();
      nanos.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - before));
    }
    System.out.printf(
        "%-34s %10.0f %10.0f %10.0f%n",
        row,
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getMaxValue() / 1e3);
  }
}
