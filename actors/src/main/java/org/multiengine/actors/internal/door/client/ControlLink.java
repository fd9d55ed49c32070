package org.multiengine.actors.internal.door.client;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.door.DialTasks;
import org.multiengine.actors.internal.door.DoorFormat;
import org.multiengine.actors.internal.door.DoorSettings;
import org.multiengine.actors.internal.door.Hello;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.door.Welcome;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection to the control service of a host. If it breaks, it is opened again, to any
 * host of the cluster, for a limited time.
 *
 * <p>Safe for use by several threads.
 */
final class ControlLink implements Greeting.Outcome {

  private static final Logger LOG = LoggerFactory.getLogger(ControlLink.class);

  /** The user of the connection. Called on any thread. */
  interface User {

    /** Called for each message of the host. */
    void received(ControlMessage message);

    /** Called when the connection has ended, perhaps to be opened again. */
    void broken(String reason);

    /** Called once, when no host can be reached any longer. */
    void lost(String reason);
  }

  private final @Nullable String cluster;
  private final Dialler dialler;
  private final DialTasks tasks;
  private final DoorSettings settings;
  private final BooleanSupplier clusterHasEnded;
  private final User user;
  private final CompletableFuture<Void> accepted = new CompletableFuture<>();
  private List<String> doors;
  private @Nullable Connection connection;
  private int failures;

  /** The door that is tried first, as an index. A door that has failed is tried last. */
  private int first;

  /** The door from which an answer is awaited. */
  private String dialled = "";

  /** The doors that have refused this client for good, one after the other. */
  private final Set<String> refusing = new HashSet<>();

  private long lostNanos = System.nanoTime();
  private boolean closed;

  /**
   * Creates a connection that is not open yet.
   *
   * @param target the cluster
   */
  ControlLink(
      DoorClient.Target target,
      Dialler dialler,
      DialTasks tasks,
      DoorSettings settings,
      User user) {
    Supplier<Credentials> credentials = target.credentials();
    this.cluster = credentials == null ? null : credentials.get().cluster();
    this.doors = target.doors();
    this.dialler = dialler;
    this.tasks = tasks;
    this.settings = settings;
    this.clusterHasEnded = target.hasEnded();
    this.user = user;
  }

  /**
   * Begins to connect. The result is completed when a host has accepted the connection, and fails
   * with a {@link KernelError} if one refuses it for good or none can be reached in time.
   */
  CompletableFuture<Void> start() {
    tasks.run(this::dial);
    return accepted;
  }

  /** Sets the doors that are tried from now on. */
  synchronized void setDoors(List<String> now) {
    if (!now.isEmpty()) {
      doors = List.copyOf(now);
    }
  }

  private void dial() {
    List<String> order = doorsToTry();
    List<String> problems = new ArrayList<>();
    boolean isRefused = !order.isEmpty();
    for (String door : order) {
      var greeting = new Greeting(this);
      try {
        Connection opened = dialler.dial(door, SocketFolder.HOST, greeting);
        greeting.send(opened, Hello.control(tasks.versions(), cluster));
        tasks.after(settings.handshakeLimit(), greeting::giveUp);
        return;
      } catch (IOException e) {
        problems.add(door + ": " + e.getMessage());
        isRefused &= e.getCause() instanceof ConnectException;
        failed();
      }
    }
    // A port that refuses connections on the way may accept them again; a host that has ended not.
    if (isRefused && (!accepted.isDone() || clusterHasEnded.getAsBoolean())) {
      end("no process accepts connections: " + String.join("; ", problems));
    } else if (!order.isEmpty()) {
      connectLater(String.join("; ", problems));
    }
  }

  /** Returns the doors in the order in which they are tried. */
  private synchronized List<String> doorsToTry() {
    if (closed) {
      return List.of();
    }
    List<String> order = new ArrayList<>(doors);
    Collections.rotate(order, -first);
    dialled = order.get(0);
    return order;
  }

  /** Notes that the door which was tried last has failed. */
  private synchronized void failed() {
    first = (first + 1) % doors.size();
    dialled = doors.get(first);
  }

  @Override
  public Listener accepted(Connection opened) {
    boolean late;
    synchronized (this) {
      late = closed;
      connection = opened;
      failures = 0;
      refusing.clear();
    }
    if (late) {
      opened.close();
    }
    accepted.complete(null);
    return new Frames(opened);
  }

  private final class Frames implements Listener {

    private final Connection source;

    Frames(Connection source) {
      this.source = source;
    }

    @Override
    public void received(ByteBuffer frame) {
      user.received(DoorFormat.read(frame, ControlMessage.class));
    }

    @Override
    public void closed(String reason) {
      synchronized (ControlLink.this) {
        if (connection != source || closed) {
          return;
        }
        connection = null;
        lostNanos = System.nanoTime();
      }
      user.broken(reason);
      broken(reason);
    }
  }

  @Override
  public void refused(Welcome refusal) {
    if (isRefusedByAll(refusal)) {
      var own = new Versions(tasks.versions());
      var theirs = new Versions(refusal.versions());
      String table =
          own.equals(theirs)
              ? ""
              : "; run the same on both:" + own.besides("here", theirs, "cluster");
      end("the cluster refuses this client: " + refusal.refusal() + table);
    } else {
      broken(String.valueOf(refusal.refusal()));
    }
  }

  private synchronized boolean isRefusedByAll(Welcome refusal) {
    if (refusal.last()) {
      refusing.add(dialled);
    }
    return refusing.containsAll(doors);
  }

  /** Goes on with another door, because the connection has ended or was refused. */
  @Override
  public void broken(String reason) {
    failed();
    connectLater(reason);
  }

  private void connectLater(String reason) {
    Duration lost;
    int inARow;
    synchronized (this) {
      if (closed) {
        return;
      }
      lost = Duration.ofNanos(System.nanoTime() - lostNanos);
      inARow = ++failures;
    }
    LOG.debug("no host can be reached: {}", reason);
    if (lost.compareTo(settings.resumeWithin()) > 0) {
      end("no host of the cluster could be reached for " + lost.toSeconds() + " s: " + reason);
    } else {
      tasks.afterFailures(inARow, this::dial);
    }
  }

  private void end(String reason) {
    close();
    accepted.completeExceptionally(new KernelError(reason));
    user.lost(reason);
  }

  /**
   * Sends a message.
   *
   * @throws KernelError if there is no connection to a host now
   */
  void send(ControlMessage message) {
    Connection now;
    synchronized (this) {
      now = connection;
    }
    if (now == null || !now.isOpen()) {
      throw new KernelError("no host of the cluster can be reached now; see: multiengine status");
    }
    now.send(DoorFormat.write(message));
  }

  /** Ends the connection for good. */
  void close() {
    Connection open;
    synchronized (this) {
      closed = true;
      open = connection;
      connection = null;
    }
    if (open != null) {
      open.closeAfterSending();
    }
  }
}
