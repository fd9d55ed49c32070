package org.multiengine.magics.command.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.command.service.Frames.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a calling process, with its command. One thread reads the connection, another
 * one runs the command; the end of the connection interrupts the latter.
 */
final class ServedCommand implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ServedCommand.class);

  private final SocketChannel channel;
  private final Frames frames;
  private final ServiceLimits limits;
  private final CommandRunner runner;
  private volatile boolean begun;

  ServedCommand(SocketChannel channel, ServiceLimits limits, CommandRunner runner) {
    this.channel = channel;
    this.frames = new Frames(channel);
    this.limits = limits;
    this.runner = runner;
  }

  /** Serves the connection, and closes it. */
  @Override
  public void run() {
    CompletableFuture.delayedExecutor(
            limits.requestLimit().toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(this::closeIfLate);
    try (channel) {
      CommandRequest request = awaitStart();
      if (request != null) {
        serve(request);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a connection to the command service has failed", e);
    }
  }

  private void closeIfLate() {
    if (!begun) {
      close();
    }
  }

  /** Ends the connection, which interrupts the command. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a connection of the command service cannot be closed", e);
    }
  }

  /** Returns the request of a command that its caller has started; null if there is none. */
  private @Nullable CommandRequest awaitStart() throws IOException {
    if (!Peers.isOwnUser(channel)) {
      LOG.warn("a process of another user has connected to the command service");
      return null;
    }
    Frame first = frames.receive(limits.maxRequestBytes());
    if (first == null || first.type() != Frames.REQUEST) {
      return null;
    }
    CommandRequest request = CommandRequest.decode(first.payload());
    if (!Charset.isSupported(request.charset()) || !runner.admits(request)) {
      return null;
    }
    frames.send(Frames.READY);
    Frame start = frames.receive(0);
    begun = start != null && start.type() == Frames.START;
    return begun ? request : null;
  }

  /** Runs the command on a thread of its own until it ends or the calling process does. */
  private void serve(CommandRequest request) throws IOException {
    var work = new Thread(() -> execute(request), "command-" + request.arguments().get(0));
    work.setDaemon(true);
    work.start();
    try {
      while (frames.receive(0) != null) {
        LOG.debug("a caller of the command service has sent more than its request");
      }
    } finally {
      work.interrupt();
    }
  }

  private void execute(CommandRequest request) {
    Charset charset = Charset.forName(request.charset());
    try (var out = new PrintWriter(new FrameOutput(frames, Frames.OUTPUT), true, charset);
        var err = new PrintWriter(new FrameOutput(frames, Frames.ERRORS), true, charset)) {
      int status = runner.run(request, out, err);
      out.flush();
      err.flush();
      end(status);
    } catch (IOException e) {
      LOG.debug("the end of a command cannot be sent", e);
    } finally {
      close();
    }
  }

  private void end(int status) throws IOException {
    if (status == CommandRunner.UNSERVED) {
      frames.send(Frames.UNSERVED);
    } else {
      frames.send(Frames.ENDED, status);
    }
  }
}
