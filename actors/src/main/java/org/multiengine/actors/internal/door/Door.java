package org.multiengine.actors.internal.door;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.core.clock.LogInterval;
import org.multiengine.core.net.Acceptor;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;
import org.multiengine.core.net.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place at which a process accepts connections of clients. The first frame of a connection says
 * what it is for. An engine process serves links to its own engines. A host also passes on
 * connections to its engine processes, and serves the registry and orders.
 *
 * <p>Safe for use by several threads.
 */
final class Door implements Acceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  /**
   * The maximal size of the frames of a connection until its hello is accepted for more. A hello
   * and the orders of a client take a few hundred bytes.
   */
  private static final int MAX_HELLO_BYTES = 1 << 14;

  /** The number of connections above the limit that are sent the reason of their refusal. */
  private static final int MAX_REFUSED = 100;

  /**
   * The services that a door offers.
   *
   * @param process the name of the process
   * @param cluster identifies the cluster; null if it has no credentials
   * @param links the links to the engines of the process; null if it has none
   * @param passage passes connections on; null if the process is no host
   * @param control serves the registry and orders; null if the process is no host
   */
  record Services(
      String process,
      @Nullable String cluster,
      LinkSessions links,
      @Nullable Passage passage,
      @Nullable ControlService control) {}

  /**
   * The limits of a door.
   *
   * @param maxConnections the number of connections at a time
   * @param maxSilent the number of these whose hello has not come
   * @param afterLimit runs a task after the time within which a hello must come
   */
  record Limits(int maxConnections, int maxSilent, Consumer<Runnable> afterLimit) {}

  private final Services services;
  private final Versions versions;
  private final Admissions admissions;
  private final Limits limits;
  private final Refusals refusals = new Refusals();
  private final LogInterval otherVersions = new LogInterval(System::nanoTime);

  /** The number of connections that have not ended, also of those that are refused. */
  private final AtomicInteger connections = new AtomicInteger();

  /** The number of connections whose hello has not come. */
  private final AtomicInteger silent = new AtomicInteger();

  /** Creates a door. */
  Door(Services services, Versions versions, Admissions admissions, Limits limits) {
    this.services = services;
    this.limits = limits;
    this.versions = versions;
    this.admissions = admissions;
  }

  @Override
  public Listener accepted(Connection connection) {
    connection.limitFrames(MAX_HELLO_BYTES);
    if (isRefused(connection, connections.incrementAndGet())) {
      return frame -> {};
    }
    silent.incrementAndGet();
    var first = new FirstFrame(connection);
    limits.afterLimit().accept(first::expire);
    return first;
  }

  /** Refuses a connection that may not even send its hello; returns whether it is refused. */
  private boolean isRefused(Connection connection, int number) {
    if (number > limits.maxConnections() + MAX_REFUSED) {
      refusals.note(Refusals.Kind.FULL, connection, "there are far too many connections");
      connection.close();
      return true;
    }
    String untrusted = admissions.refusal(connection);
    if (untrusted != null) {
      refuse(connection, Refusals.Kind.UNTRUSTED, untrusted);
    } else if (number > limits.maxConnections()) {
      refuseForNow(
          connection,
          "there are too many connections to this process, "
              + limits.maxConnections()
              + "; raise multiengine.door.max-connections");
    } else if (silent.get() >= limits.maxSilent()) {
      refuseForNow(
          connection,
          "there are too many connections without a hello, "
              + limits.maxSilent()
              + "; raise multiengine.door.max-handshakes");
    } else {
      return false;
    }
    return true;
  }

  private void refuseForNow(Connection connection, String reason) {
    refusals.note(Refusals.Kind.FULL, connection, reason);
    send(connection, Welcome.notYet(reason, versions));
  }

  @Override
  public void ended(Connection connection) {
    connections.decrementAndGet();
  }

  /** Receives the hello of a connection. */
  private final class FirstFrame implements Listener {

    private final Connection connection;
    private final AtomicBoolean isAnswered = new AtomicBoolean();

    FirstFrame(Connection connection) {
      this.connection = connection;
    }

    /** Returns whether the hello is to be answered now: it was not before. */
    private boolean answer() {
      boolean isFirst = !isAnswered.getAndSet(true);
      if (isFirst) {
        silent.decrementAndGet();
      }
      return isFirst;
    }

    @Override
    public void received(ByteBuffer frame) {
      if (!answer()) {
        refuse(connection, Refusals.Kind.NO_HELLO, "it sends more before its hello is answered");
        return;
      }
      Hello hello;
      try {
        hello = DoorFormat.read(frame, Hello.class);
      } catch (IllegalArgumentException e) {
        refuseFirst(String.valueOf(e.getMessage()));
        return;
      }
      serve(connection, hello);
    }

    @Override
    public void tooLong(int bytes) {
      answer();
      refuseFirst("a frame of " + bytes + " bytes");
    }

    private void refuseFirst(String reason) {
      refuse(connection, Refusals.Kind.NO_HELLO, "its first frame is no hello: " + reason);
    }

    /** Closes the connection if its hello has not come in time. */
    void expire() {
      if (answer()) {
        refusals.note(Refusals.Kind.NO_HELLO, connection, "it has sent no hello in time");
        connection.close();
      }
    }

    @Override
    public void closed(String reason) {
      if (answer() && !Connections.isInOrder(reason)) {
        refusals.note(Refusals.Kind.NO_HELLO, connection, "it has sent no hello: " + reason);
      }
    }
  }

  private void serve(Connection connection, Hello hello) {
    var theirs = new Versions(hello.versions());
    if (hello.door() != Hello.DOOR_VERSION || !versions.equals(theirs)) {
      if (otherVersions.count() > 0) {
        LOG.warn(
            "a client at {} is refused, because it runs other versions:{}",
            connection.peer(),
            versions.besides("here", Refusals.plain(theirs), "client"));
      }
      send(connection, Welcome.refused("it runs other versions", versions));
      return;
    }
    if (hello.cluster() != null && !hello.cluster().equals(services.cluster())) {
      refuse(connection, "another cluster is at this address", true);
    } else if (hello.service() == Hello.Service.CONTROL) {
      control(connection);
    } else if (services.process().equals(hello.process())) {
      link(connection, hello);
    } else if (services.passage() != null && hello.origin() == null) {
      services.passage().pass(connection, hello, client(connection, hello).description(), this);
    } else {
      refuse(connection, "this process is not " + hello.process(), true);
    }
  }

  private void control(Connection connection) {
    ControlService control = services.control();
    if (control == null) {
      refuse(connection, "this process is no host", true);
      return;
    }
    connection.send(DoorFormat.write(Welcome.accepted(versions)));
    connection.listen(
        control.serve(
            connection, reason -> refusals.note(Refusals.Kind.UNREADABLE, connection, reason)));
  }

  private void link(Connection connection, Hello hello) {
    Welcome refusal =
        services.links().accept(connection, hello, client(connection, hello), versions);
    if (refusal != null) {
      refuse(connection, String.valueOf(refusal.refusal()), refusal.last());
    }
  }

  /** Returns the client. Only a process of this user and machine may speak for another one. */
  private static Client client(Connection connection, Hello hello) {
    String origin = connection.isUnix() ? hello.origin() : null;
    return origin == null
        ? new Client(connection.peer(), connection.isUnix())
        : new Client(origin, false);
  }

  /**
   * Refuses a connection and closes it.
   *
   * @param isLast whether another attempt cannot succeed
   */
  void refuse(Connection connection, String reason, boolean isLast) {
    if (isLast) {
      refuse(connection, Refusals.Kind.NOT_OFFERED, reason);
    } else {
      LOG.debug("a connection of {} is refused: {}", connection.peer(), reason);
      send(connection, Welcome.notYet(reason, versions));
    }
  }

  private void refuse(Connection connection, Refusals.Kind kind, String reason) {
    refusals.note(kind, connection, reason);
    send(connection, Welcome.refused(reason, versions));
  }

  private static void send(Connection connection, Welcome refusal) {
    connection.send(DoorFormat.write(refusal));
    connection.closeAfterSending();
  }
}
