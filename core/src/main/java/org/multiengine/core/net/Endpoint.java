package org.multiengine.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inner side of a {@link Connection}: its life from the handshake to the end. Unless they say
 * otherwise, methods are called on the reading thread.
 */
final class Endpoint implements Loop.Handler, Watch.Watched, FrameReader.Sink, Transport.Owner {

  /** The time for which a closing connection waits for an end that reads nothing. */
  private static final Duration LINGER_TIME = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  /** The attributes of a connection before it is open. */
  record Kind(String peer, boolean isUnix, @Nullable Duration handshakeLimit) {}

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final Shared shared;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Kind kind;
  private final Opening opening;
  private final SocketWriter writer;
  private final Transport transport;
  private final FrameReader frames = new FrameReader(this);
  private final Connection connection = new Connection(this);

  /** Held while a frame is written, so that frames stay whole. */
  private final ReentrantLock sending = new ReentrantLock();

  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
  private final long created;

  /** The listener, null until the connection is open. */
  private volatile @Nullable Listener listener;

  private volatile boolean paused;

  /** Whether nothing more is accepted or delivered, and the backlog is still to be written. */
  private volatile boolean finishing;

  private volatile long finishingSince;

  /** The reason for which this end is closed, null while it is not. */
  private final AtomicReference<@Nullable String> end = new AtomicReference<>();

  /** Whether the listener has been notified of the end. */
  private volatile boolean finished;

  private boolean started;
  private boolean busy;
  private boolean outputEnded;
  private boolean inputEnded;
  private long lastRead;

  private Endpoint(
      Shared shared, SocketChannel channel, Kind kind, @Nullable SSLEngine tls, Opening opening)
      throws IOException {
    this.shared = shared;
    this.channel = channel;
    this.kind = kind;
    this.opening = opening;
    this.key = shared.loop().register(channel);
    this.created = shared.loop().now();
    this.lastRead = created;
    this.writer = new SocketWriter(channel, key, shared.loop()::now, this::onBroken);
    this.transport = transport(tls);
  }

  private Transport transport(@Nullable SSLEngine tls) {
    if (tls != null) {
      return new TlsTransport(tls, channel, writer, shared, this);
    }
    return new PlainTransport(channel, writer, shared.buffers(), this);
  }

  /**
   * Creates an endpoint on a connected channel and hands it to the reading thread. Called on any
   * thread. The channel is closed if this fails.
   *
   * @throws IOException if the reading thread has ended
   */
  static Endpoint start(
      Shared shared, SocketChannel channel, Kind kind, @Nullable SSLEngine tls, Opening opening)
      throws IOException {
    try {
      channel.configureBlocking(false);
      var endpoint = new Endpoint(shared, channel, kind, tls, opening);
      endpoint.key.attach(endpoint);
      if (!shared.loop().execute(() -> endpoint.run(endpoint::begin))) {
        throw new IOException(Reasons.CONNECTIONS_CLOSED);
      }
      return endpoint;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    started = true;
    if (end.get() != null) {
      return;
    }
    if (!kind.isUnix()) {
      shared.watch().add(this);
    }
    transport.start();
    updateReading();
  }

  private void run(Loop.Step step) {
    Loop.guard(this, step);
  }

  @Override
  public void later(Loop.Step step) {
    shared
        .loop()
        .execute(
            () -> {
              if (end.get() == null) {
                run(step);
              }
            });
  }

  @Override
  public void plain(ByteBuffer bytes) throws IOException {
    frames.feed(bytes);
  }

  @Override
  public void secured() {
    boolean greets = transport.session() != null;
    if (!greets || !opening.isClient()) {
      open();
    }
    if (greets && !opening.isClient()) {
      send(EMPTY.duplicate()); // the client knows by the first frame that it is accepted
    }
  }

  private Listener open() {
    Listener first = opening.opened(connection);
    listener = first;
    return first;
  }

  @Override
  public void busy(boolean isBusy) {
    busy = isBusy;
    updateReading();
  }

  private void updateReading() {
    if (end.get() != null) {
      return;
    }
    if (mayRead()) {
      key.interestOpsOr(SelectionKey.OP_READ);
    } else {
      key.interestOpsAnd(~SelectionKey.OP_READ);
    }
    if (writer.isBroken()) {
      onBroken();
    }
  }

  private boolean mayRead() {
    return finishing ? !inputEnded : !paused && !busy;
  }

  @Override
  public void ready() throws IOException {
    if (key.isReadable() && mayRead()) {
      read();
    }
    if (end.get() == null && key.isWritable()) {
      flush();
    }
  }

  private void read() throws IOException {
    int count = finishing ? channel.read(shared.buffers().network().clear()) : transport.read();
    if (count > 0) {
      lastRead = shared.loop().now();
    } else if (count < 0 && finishing) {
      inputEnded = true;
      goOnFinishing();
    } else if (count < 0) {
      close(Reasons.CLOSED_THERE + (frames.isInsideFrame() ? " in the middle of a frame" : ""));
    } else if (writer.isBroken()) {
      close("the other end no longer reads");
    }
  }

  @Override
  public boolean isReceiving() {
    return end.get() == null && !finishing;
  }

  @Override
  public void frame(ByteBuffer frame) {
    Listener present = listener;
    if (present == null) {
      present = open();
    }
    if (frame.hasRemaining()) {
      present.received(frame);
    }
  }

  private void flush() throws IOException {
    boolean drained = writer.flush();
    if (finishing) {
      goOnFinishing();
    } else if (drained && listener != null) {
      listener.drained();
    }
  }

  /**
   * Reads what the other end sent before it closed the connection. Called on any thread when the
   * system refuses to write.
   */
  private void onBroken() {
    shared.loop().execute(() -> run(this::readToEnd));
  }

  private void readToEnd() throws IOException {
    if (end.get() == null && finishing) {
      goOnFinishing();
    } else if (end.get() == null && mayRead()) {
      read();
      onBroken();
    }
  }

  /** Sends a frame; called on any thread. */
  void send(ByteBuffer frame) {
    sending.lock();
    try {
      if (isOpen()) {
        transport.send(length.clear().putInt(frame.remaining()).flip(), frame);
      }
      frame.position(frame.limit());
    } catch (IOException e) {
      LOG.debug("{} has ended", this, e);
      close(Reasons.of(e));
    } catch (RuntimeException | Error e) {
      close("a frame could not be sent: " + e); // the other end may have received a part of it
      throw e;
    } finally {
      sending.unlock();
    }
  }

  /** Stops or continues reading; called on any thread. */
  void pause(boolean pause) {
    paused = pause;
    onLoop(
        () -> {
          lastRead = shared.loop().now();
          updateReading();
        });
  }

  /** Replaces the listener; called on any thread. */
  void listen(Listener other) {
    onLoop(
        () -> {
          listener = other;
          if (finished) {
            notifyClosed(other);
          }
        });
  }

  private void onLoop(Runnable task) {
    if (shared.loop().isHere() || !shared.loop().execute(() -> run(task::run))) {
      run(task::run);
    }
  }

  /** Closes this end as soon as everything is sent; called on any thread. */
  void closeAfterSending() {
    sending.lock();
    try {
      if (isOpen()) {
        transport.end();
        finishingSince = shared.loop().now();
        finishing = true;
      }
    } catch (IOException e) {
      LOG.debug("{} has ended", this, e);
      close(Reasons.of(e));
    } finally {
      sending.unlock();
    }
    onLoop(() -> run(this::goOnFinishing));
  }

  /**
   * Ends the output when everything is written, and then waits for the end of the other end. An end
   * that closes while something has come for it would destroy what it has sent.
   */
  private void goOnFinishing() throws IOException {
    if (end.get() != null) {
      return;
    }
    if (!finishing || writer.isBroken() || (outputEnded && inputEnded)) {
      close(Reasons.CLOSED_HERE);
      return;
    }
    shared.watch().add(this);
    if (writer.backlogBytes() == 0 && !outputEnded) {
      outputEnded = true;
      channel.shutdownOutput();
      goOnFinishing();
    }
    updateReading();
  }

  /** Closes this end; called on any thread. */
  @Override
  public void close(String reason) {
    if (!end.compareAndSet(null, reason)) {
      return;
    }
    sayGoodbye();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a connection cannot be closed", e);
    }
    writer.discard();
    shared.loop().wakeUp(); // a registered channel is closed by the next selection
    if (!shared.loop().execute(this::finish)) {
      finish();
    }
  }

  /** Ends the transport if that is possible without waiting. */
  private void sayGoodbye() {
    if (writer.backlogBytes() == 0 && sending.tryLock()) {
      try {
        transport.end();
      } catch (IOException | RuntimeException e) {
        LOG.debug("the other end cannot be told that {} ends", this, e);
      } finally {
        sending.unlock();
      }
    }
  }

  private void finish() {
    shared.watch().remove(this);
    finished = true;
    Listener last = listener;
    if (last != null) {
      notifyClosed(last);
    } else if (started) {
      opening.failed(reason());
    }
  }

  private void notifyClosed(Listener last) {
    try {
      last.closed(reason());
    } catch (RuntimeException | Error e) {
      LOG.error("the listener of {} failed", this, e);
    }
  }

  private String reason() {
    String reason = end.get();
    return reason == null ? Reasons.CLOSED_HERE : reason;
  }

  @Override
  public boolean isLate(long now) {
    if (finishing) {
      long progress = Math.max(writer.lastProgress() - now, finishingSince - now);
      return -progress > LINGER_TIME.toNanos();
    }
    Duration limit = kind.handshakeLimit();
    if (listener == null) {
      return limit != null && !busy && now - created > limit.toNanos();
    }
    return !paused && now - lastRead > shared.limits().silence().toNanos();
  }

  @Override
  public void endLate() {
    if (finishing) {
      close(Reasons.CLOSED_HERE);
    } else if (listener == null) {
      close("the TLS handshake was not complete in time");
    } else {
      close("nothing has come for " + shared.limits().silence().toMillis() + " ms");
    }
  }

  @Override
  public void keepAlive(long now) {
    boolean quiet = now - writer.lastProgress() >= shared.limits().keepAlive().toNanos();
    if (quiet && listener != null && isOpen() && backlogBytes() == 0 && sending.tryLock()) {
      try {
        send(EMPTY.duplicate());
      } finally {
        sending.unlock();
      }
    }
  }

  Connection connection() {
    return connection;
  }

  /** Returns whether frames can be sent; called on any thread. */
  boolean isOpen() {
    return end.get() == null && !finishing && !writer.isBroken();
  }

  long backlogBytes() {
    return writer.backlogBytes();
  }

  @Nullable SSLSession session() {
    return transport.session();
  }

  boolean isUnix() {
    return kind.isUnix();
  }

  String peer() {
    return kind.peer();
  }

  @Override
  public String toString() {
    return connection.toString();
  }
}
