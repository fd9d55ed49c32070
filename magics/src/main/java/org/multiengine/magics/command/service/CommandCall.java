package org.multiengine.magics.command.service;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.command.service.Frames.Frame;

/**
 * A command of this process that a host runs. A successful call uses neither lambdas nor
 * concatenated strings: their support by the JVM takes longer than the rest of the call.
 */
public final class CommandCall {

  /** The result of a call that has not begun. The process then runs the command itself. */
  public static final int NOT_BEGUN = -1;

  /** The time that a host has to accept a command. A host that is stuck would never. */
  static final int ACCEPT_LIMIT_MILLIS = 1000;

  private static final int FAILED = 1;

  private final OutputStream out;
  private final OutputStream err;
  private final AtomicBoolean decided = new AtomicBoolean();

  /**
   * Creates a call.
   *
   * @param out receives the output of the command
   * @param err receives the error output of the command
   */
  public CommandCall(OutputStream out, OutputStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Has a host run a command.
   *
   * @param socket the socket of the host's service
   * @return the exit status, which is 1 if the connection is lost after the begin; {@link
   *     #NOT_BEGUN} if the host does not run the command
   */
  public int run(Path socket, CommandRequest request) {
    return run(socket, request, ACCEPT_LIMIT_MILLIS);
  }

  int run(Path socket, CommandRequest request, int limitMillis) {
    int status = NOT_BEGUN;
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      new Watchdog(channel, limitMillis).start();
      var frames = new Frames(channel);
      if (begin(channel, frames, socket, request)) {
        status = relay(frames);
      }
    } catch (IOException | RuntimeException e) {
      return status; // not begun, or the channel cannot be closed
    }
    return status;
  }

  /** Returns whether the command has begun. */
  private boolean begin(SocketChannel channel, Frames frames, Path socket, CommandRequest request)
      throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket));
    byte[] encoded = request.encode();
    frames.send(Frames.REQUEST, encoded, 0, encoded.length);
    Frame answer = frames.receive(0);
    if (answer == null || answer.type() != Frames.READY || !decided.compareAndSet(false, true)) {
      return false;
    }
    frames.send(Frames.START);
    return true;
  }

  /** Passes the output on, and returns the exit status. */
  private int relay(Frames frames) {
    try {
      while (true) {
        Frame frame = frames.receive(Frames.MAX_ANSWER_BYTES);
        if (frame == null) {
          return lost("it has closed the connection");
        }
        switch (frame.type()) {
          case Frames.OUTPUT -> pass(frame, out);
          case Frames.ERRORS -> pass(frame, err);
          case Frames.ENDED -> {
            return frame.number();
          }
          case Frames.UNSERVED -> {
            return NOT_BEGUN;
          }
          default -> throw new IOException("it sends something unknown");
        }
      }
    } catch (IOException e) {
      return lost(e.getMessage());
    }
  }

  /** Writes output. Failures are ignored, as a {@code PrintWriter} does. */
  private static void pass(Frame frame, OutputStream to) {
    try {
      to.write(frame.payload());
      to.flush();
    } catch (IOException closed) {
      return; // the command goes on without its output
    }
  }

  private int lost(@Nullable String why) {
    String text =
        "multiengine: the host was lost while it ran the command, which may have taken effect: "
            + why
            + System.lineSeparator();
    pass(new Frame(Frames.ERRORS, text.getBytes(Charset.defaultCharset())), err);
    return FAILED;
  }

  /** Closes the channel of a call that has not begun in time. */
  private final class Watchdog extends Thread {

    private final SocketChannel channel;
    private final int limitMillis;

    Watchdog(SocketChannel channel, int limitMillis) {
      super("command-watchdog");
      setDaemon(true);
      this.channel = channel;
      this.limitMillis = limitMillis;
    }

    @Override
    public void run() {
      try {
        Thread.sleep(limitMillis);
        if (decided.compareAndSet(false, true)) {
          channel.close();
        }
      } catch (InterruptedException | IOException end) {
        return;
      }
    }
  }
}
