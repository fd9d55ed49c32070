package org.multiengine.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Loop;
import org.multiengine.core.net.socket.Reasons;
import org.multiengine.core.net.socket.SocketWriter;
import org.multiengine.core.net.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inner side of a {@link Connection}: its life from the handshake to the end. Unless they say
 * otherwise, methods are called on the reading thread.
 */
final class Endpoint implements Loop.Handler, FrameReader.Sink, Transport.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final Shared shared;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Kind kind;
  private final boolean isClient;
  private final SocketWriter writer;
  private final Transport transport;
  private final FrameReader frames = new FrameReader(this);
  private final Connection connection = new Connection(this);
  private final ListenerSlot listener;
  private final Farewell farewell;
  private final FrameSender sender;
  private final Patience patience;
  private final Reading reading;

  /** The reason for which this end is closed, null while it is not. */
  private final AtomicReference<@Nullable String> end = new AtomicReference<>();

  private boolean started;

  private Endpoint(Shared shared, SocketChannel channel, Kind kind, Opening opening)
      throws IOException {
    this.shared = shared;
    this.channel = channel;
    this.kind = kind;
    this.isClient = opening.isClient();
    this.listener = new ListenerSlot(connection, opening);
    this.key = shared.loop().register(channel);
    this.writer = new SocketWriter(channel, key, shared.loop()::now, this::onBroken);
    this.farewell = new Farewell(channel, writer, shared.buffers(), shared.loop()::now);
    this.reading = new Reading(key, farewell);
    this.patience =
        new Patience(
            this,
            shared.limits(),
            kind.handshakeLimit(),
            farewell,
            reading,
            listener,
            shared.loop().now());
    this.transport = kind.transport(channel, writer, shared, this);
    this.sender = new FrameSender(transport, writer);
  }

  /**
   * Creates an endpoint on a connected channel and hands it to the reading thread. Called on any
   * thread. The channel is closed if this fails.
   *
   * @throws IOException if the reading thread has ended
   */
  static Endpoint start(Shared shared, SocketChannel channel, Kind kind, Opening opening)
      throws IOException {
    try {
      channel.configureBlocking(false);
      var endpoint = new Endpoint(shared, channel, kind, opening);
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
    if (end.get() == null) {
      if (!kind.isUnix()) {
        shared.watch().add(patience);
      }
      transport.start();
      updateReading();
    }
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
    try {
      frames.feed(bytes);
    } catch (FrameReader.TooLong e) {
      listener.tooLong(e.bytes());
      if (isReceiving()) {
        throw e;
      }
    }
  }

  @Override
  public void secured() throws IOException {
    boolean greets = transport.session() != null;
    if (!greets || !isClient) {
      listener.open();
    }
    if (greets && !isClient) {
      sender.sendEmpty(); // the client knows by the first frame that it is accepted
    }
  }

  @Override
  public void busy(boolean busy) {
    reading.busy(busy);
    patience.resume(shared.loop().now());
    updateReading();
  }

  private void updateReading() {
    if (end.get() == null) {
      reading.update();
      if (writer.isBroken()) {
        onBroken();
      }
    }
  }

  @Override
  public void ready() throws IOException {
    if (key.isReadable() && reading.isAllowed()) {
      read();
    }
    if (end.get() == null && key.isWritable()) {
      flush();
    }
  }

  private void read() throws IOException {
    if (farewell.isBegun()) {
      farewell.read();
      bidFarewell();
      return;
    }
    int count = transport.read();
    if (count > 0) {
      patience.read(shared.loop().now());
      closeIfUnread(Connections.MAX_FRAME_BYTES); // TLS answers by itself
    } else if (count < 0) {
      close(Reasons.CLOSED_THERE + (frames.isInsideFrame() ? " in the middle of a frame" : ""));
    } else if (writer.isBroken()) {
      close("the other end no longer reads");
    }
  }

  @Override
  public boolean isReceiving() {
    return end.get() == null && !farewell.isBegun();
  }

  @Override
  public void frame(ByteBuffer frame) {
    listener.deliver(frame);
  }

  private void flush() throws IOException {
    boolean drained = writer.flush();
    if (farewell.isBegun()) {
      bidFarewell();
    } else if (drained) {
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
    if (farewell.isBegun()) {
      bidFarewell();
    } else if (end.get() == null && reading.isAllowed()) {
      read();
      onBroken();
    }
  }

  /** Sends a frame; called on any thread. */
  void send(ByteBuffer frame) {
    try {
      closeIfUnread(0);
      if (isOpen()) {
        sender.send(frame);
      }
      frame.position(frame.limit());
    } catch (IOException e) {
      LOG.debug("{} has ended", this, e);
      close(Reasons.of(e));
    } catch (RuntimeException | Error e) {
      close("a frame could not be sent: " + e); // the other end may have received a part of it
      throw e;
    }
  }

  /** Closes this end if the other one has not read too much; called on any thread. */
  private void closeIfUnread(int excess) {
    long backlog = backlogBytes();
    if (backlog - excess > shared.limits().maxUnreadBytes()) {
      close(Reasons.unread(backlog));
    }
  }

  /** Stops or continues reading; called on any thread. */
  void pause(boolean pause) {
    patience.resume(shared.loop().now()); // before the loop sees that this end reads again
    reading.pause(pause);
    onLoop(this::updateReading);
  }

  /** Replaces the listener; called on any thread. */
  void listen(Listener other) {
    onLoop(() -> listener.replace(other));
  }

  /** Sets the maximal size of the frames that begin from now on; called on any thread. */
  void limitFrames(int maxBytes) {
    onLoop(() -> frames.limitFrames(maxBytes));
  }

  private void onLoop(Loop.Step step) {
    if (shared.loop().isHere() || !shared.loop().execute(() -> run(step))) {
      run(step);
    }
  }

  /** Closes this end as soon as everything is sent; called on any thread. */
  void closeAfterSending() {
    try {
      if (isOpen()) {
        sender.end();
        farewell.begin();
      }
    } catch (IOException e) {
      LOG.debug("{} has ended", this, e);
      close(Reasons.of(e));
    }
    onLoop(this::bidFarewell);
  }

  private void bidFarewell() throws IOException {
    if (end.get() == null && farewell.isBegun() && !farewell.proceed()) {
      shared.watch().add(patience);
      updateReading();
    } else {
      close(Reasons.CLOSED_HERE);
    }
  }

  /** Closes this end; called on any thread. */
  @Override
  public void close(String reason) {
    if (!end.compareAndSet(null, reason)) {
      return;
    }
    sender.endIfIdle();
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

  private void finish() {
    shared.watch().remove(patience);
    if (started) {
      listener.end(Objects.requireNonNullElse(end.get(), Reasons.CLOSED_HERE));
    }
  }

  /** Sends an empty frame if the system has accepted nothing since a time and nothing waits. */
  void keepAlive(long since) {
    if (sender.isQuietSince(since) && listener.isOpen() && isOpen()) {
      run(sender::sendEmpty);
    }
  }

  Connection connection() {
    return connection;
  }

  /** Returns whether frames can be sent; called on any thread. */
  boolean isOpen() {
    return end.get() == null && !farewell.isBegun() && !writer.isBroken();
  }

  long backlogBytes() {
    return writer.backlogBytes();
  }

  @Nullable SSLSession session() {
    return transport.session();
  }

  Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return connection.toString();
  }
}
