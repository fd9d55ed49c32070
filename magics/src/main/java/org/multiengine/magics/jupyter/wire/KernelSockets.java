package org.multiengine.magics.jupyter.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel. The heartbeat, the publications, and the three channels of requests
 * have a thread each, so that a front end that reads slowly delays neither the heartbeat nor
 * requests. Other threads hand over messages by queues, because an interrupt of a thread would
 * close the socket that it uses. Safe for use by several threads.
 */
public final class KernelSockets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KernelSockets.class);
  private static final String WAKE_ADDRESS = "inproc://replies";
  private static final long MAX_QUEUED_BYTES = 64L * 1024 * 1024;

  /** The size of a frame from which a front end is disconnected, before its signature is known. */
  private static final long MAX_FRAME_BYTES = 128L * 1024 * 1024;

  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT_POLL = Duration.ofMillis(200);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(3);

  /** The time for which a publication waits for front ends that do not read. */
  private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(10);

  private final ZContext context = new ZContext();
  private final MessageCodec codec;
  private final Map<Channel, ZMQ.Socket> routers = new EnumMap<>(Channel.class);
  private final Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
  private final ZMQ.Socket iopub;
  private final ZMQ.Socket heartbeat;
  private final ZMQ.Socket wake;
  private final ZMQ.Socket waker;
  private final OutboundQueue<Channel> replies = new OutboundQueue<>(MAX_QUEUED_BYTES);
  private final Queue<OutboundQueue.Outbound<Channel>> sendable = new ConcurrentLinkedQueue<>();
  private final OutboundQueue<Boolean> publications = new OutboundQueue<>(MAX_QUEUED_BYTES);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;
  private volatile boolean forwarded;

  /**
   * Binds the sockets.
   *
   * @throws IllegalArgumentException if an address cannot be bound, or the signature scheme is
   *     unknown
   */
  public KernelSockets(ConnectionInfo info) {
    this.codec = new MessageCodec(new MessageSigner(info.signatureScheme(), info.key()));
    context.setLinger((int) LINGER.toMillis());
    try {
      this.heartbeat = bound(SocketType.REP, info, info.ports().heartbeat());
      bindRouter(Channel.SHELL, info, info.ports().shell());
      bindRouter(Channel.CONTROL, info, info.ports().control());
      bindRouter(Channel.STDIN, info, info.ports().stdin());
      this.iopub = bound(SocketType.XPUB, info, info.ports().iopub());
      this.wake = context.createSocket(SocketType.PULL);
      wake.bind(WAKE_ADDRESS);
      this.waker = context.createSocket(SocketType.PUSH);
      waker.connect(WAKE_ADDRESS);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    heartbeat.setReceiveTimeOut((int) HEARTBEAT_POLL.toMillis());
    iopub.setXpubNoDrop(true);
    iopub.setSendTimeOut((int) PUBLISH_LIMIT.toMillis());
  }

  private void bindRouter(Channel channel, ConnectionInfo info, int port) {
    ZMQ.Socket socket = bound(SocketType.ROUTER, info, port);
    routers.put(channel, socket);
    ports.put(channel, port(socket));
  }

  private ZMQ.Socket bound(SocketType type, ConnectionInfo info, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setMaxMsgSize(MAX_FRAME_BYTES);
    String address = info.address(port);
    try {
      socket.bind(address);
    } catch (ZMQException e) {
      throw new IllegalArgumentException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
    return socket;
  }

  private static int port(ZMQ.Socket socket) {
    String endpoint = socket.getLastEndpoint();
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  /** Returns the port of a channel. */
  public int port(Channel channel) {
    return ports.getOrDefault(channel, 0);
  }

  /** Returns the port at which results are published. */
  public int publicationPort() {
    return port(iopub);
  }

  /** Returns the port of the heartbeat. */
  public int heartbeatPort() {
    return port(heartbeat);
  }

  /** Begins to receive messages. */
  public void start(KernelListener listener) {
    start("jupyter-heartbeat", this::beat);
    start("jupyter-publications", this::publishAll);
    start("jupyter-requests", () -> receiveAll(listener));
    start("jupyter-replies", this::forwardReplies);
  }

  private void start(String name, Runnable work) {
    var thread = new Thread(() -> untilClosed(work), name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void untilClosed(Runnable work) {
    try {
      work.run();
    } catch (ZMQException e) {
      if (!closed) {
        LOG.error("a socket of the Jupyter kernel has failed", e);
      }
    }
  }

  /** Sends a reply or a question over the channel of a request. */
  public void send(Channel channel, Message message) {
    replies.add(channel, codec.encode(message));
  }

  /** Publishes a message to all front ends. */
  public void publish(Message message) {
    publications.add(true, codec.encode(message));
  }

  /** Echoes what front ends send, which shows them that the kernel lives. */
  private void beat() {
    while (!closed) {
      byte[] beat = heartbeat.recv();
      if (beat != null) {
        heartbeat.send(beat);
      }
    }
  }

  /** Hands replies over to the thread of the requests, and wakes it. */
  private void forwardReplies() {
    try {
      for (var next = replies.take(); next != null; next = replies.take()) {
        sendable.add(next);
        wakeReceiver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      forwarded = true;
      wakeReceiver();
    }
  }

  private void wakeReceiver() {
    // A full pipe means that the thread has been woken already.
    var unused = waker.send(new byte[0], ZMQ.DONTWAIT);
  }

  private void publishAll() {
    try {
      for (var next = publications.take(); next != null; next = publications.take()) {
        if (!send(iopub, next.frames())) {
          LOG.warn("a publication was dropped because a front end does not read");
        }
        while (iopub.recv(ZMQ.DONTWAIT) != null) {
          LOG.trace("a front end has subscribed or left");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean send(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (!socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0)) {
        return false;
      }
    }
    return true;
  }

  private void receiveAll(KernelListener listener) {
    List<Channel> channels = List.copyOf(routers.keySet());
    ZMQ.Poller poller = context.createPoller(channels.size() + 1);
    channels.forEach(channel -> poller.register(socket(channel), ZMQ.Poller.POLLIN));
    int atWake = poller.register(wake, ZMQ.Poller.POLLIN);
    while (!forwarded) {
      poller.poll();
      if (poller.pollin(atWake)) {
        var unused = wake.recv();
        sendReplies();
      }
      for (int i = 0; i < channels.size(); i++) {
        if (poller.pollin(i)) {
          receive(channels.get(i), listener);
        }
      }
    }
    sendReplies();
  }

  private void sendReplies() {
    for (var next = sendable.poll(); next != null; next = sendable.poll()) {
      if (!send(socket(next.to()), next.frames())) {
        LOG.debug("a reply was dropped because its front end has left");
      }
    }
  }

  private ZMQ.Socket socket(Channel channel) {
    return Objects.requireNonNull(routers.get(channel));
  }

  private void receive(Channel channel, KernelListener listener) {
    ZMQ.Socket socket = socket(channel);
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame != null) {
        frames.add(frame);
      }
    } while (socket.hasReceiveMore());
    try {
      listener.received(channel, codec.decode(frames));
    } catch (WireError e) {
      LOG.warn("a message on the channel {} was dropped: {}", channel, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a message on the channel {} could not be handled", channel, e);
    }
  }

  /** Sends what is queued, and closes the sockets. */
  @Override
  public void close() {
    closed = true;
    replies.close();
    publications.close();
    threads.forEach(KernelSockets::join);
    context.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
