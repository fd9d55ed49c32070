package org.multiengine.actors.internal.door;

import akka.actor.Cancellable;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.RefusalLog;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;

/**
 * The links of clients to the relay of this process. A link whose connection breaks waits for the
 * next one for a limited time.
 *
 * <p>Safe for use by several threads.
 */
final class LinkSessions implements RemoteEnd.Owner {

  private final ActorSystem<?> system;
  private final Supplier<@Nullable ActorRef<Object>> relay;
  private final Duration resumeWithin;
  private final int maxLinks;
  private final Map<String, RemoteEnd> sessions = new HashMap<>();
  private final Map<RemoteEnd, Cancellable> expiries = new HashMap<>();
  private final RefusalLog unread =
      new RefusalLog(System::nanoTime, " (multiengine.door.max-unread)");

  /**
   * Creates the links of a relay.
   *
   * @param relay returns the relay; null as long as this process has no engines
   * @param resumeWithin how long a link waits for its next connection
   * @param maxLinks how many links there may be at a time
   */
  LinkSessions(
      ActorSystem<?> system,
      Supplier<@Nullable ActorRef<Object>> relay,
      Duration resumeWithin,
      int maxLinks) {
    this.system = system;
    this.relay = relay;
    this.resumeWithin = resumeWithin;
    this.maxLinks = maxLinks;
  }

  /**
   * Begins or resumes the link that a hello names, and sends the welcome.
   *
   * @param caller the client
   * @return the refusal of the link; null if it is accepted
   */
  @Nullable Welcome accept(Connection connection, Hello hello, Client caller, Versions versions) {
    String name = hello.session();
    if (name == null || name.isEmpty()) {
      return Welcome.refused("the link has no name", versions);
    }
    ActorRef<Object> user = relay.get();
    if (user == null) {
      return Welcome.notYet("this process has no engines", versions);
    }
    RemoteEnd end;
    synchronized (this) {
      RemoteEnd known = sessions.get(name);
      Welcome refusal = refusal(known, hello.resumed(), versions);
      if (refusal != null) {
        return refusal;
      }
      end = known == null ? begin(name, caller, user) : known;
      Cancellable expiry = expiries.remove(end);
      if (expiry != null) {
        expiry.cancel();
      }
    }
    connection.limitFrames(Connections.MAX_FRAME_BYTES);
    connection.send(DoorFormat.write(Welcome.accepted(versions)));
    connection.listen(end.open(connection));
    return null;
  }

  /**
   * Returns the refusal of a link; null if it is accepted.
   *
   * @param known the link of its name; null if there is none
   */
  private @Nullable Welcome refusal(@Nullable RemoteEnd known, boolean resumed, Versions versions) {
    if (resumed && known == null) {
      return Welcome.refused("the link has ended", versions);
    }
    if (!resumed && known != null && known.hasReceived()) {
      return Welcome.refused("there is a link of this name", versions);
    }
    if (known == null && sessions.size() >= maxLinks) {
      return Welcome.notYet(
          "this process has "
              + maxLinks
              + " links to clients, its limit; raise multiengine.door.max-links",
          versions);
    }
    return null;
  }

  private RemoteEnd begin(String name, Client caller, ActorRef<Object> user) {
    var peer =
        new RemoteEnd.Peer(caller.description(), Set.of(NodeRoles.CLIENT), caller.isDirect());
    RemoteEnd end = RemoteEnds.get(system).add(peer, this);
    end.use(user);
    sessions.put(name, end);
    return end;
  }

  /**
   * Keeps a link for its next connection. The connection of a process of this machine breaks only
   * when that process ends, or does not read what is sent to it.
   */
  @Override
  public void broken(RemoteEnd end, String reason) {
    boolean isUnread = Connections.isUnread(reason);
    if (isUnread) {
      var unused = unread.refused(end.peer().description() + ": " + reason);
    }
    if (end.peer().onThisMachine() && !isUnread) {
      end.end("its process has ended");
    } else {
      expireLater(end, reason);
    }
  }

  private synchronized void expireLater(RemoteEnd end, String reason) {
    Cancellable expiry =
        system
            .scheduler()
            .scheduleOnce(
                resumeWithin,
                () -> end.end("its connection was lost: " + reason),
                system.executionContext());
    expiries.put(end, expiry);
  }

  @Override
  public synchronized void ended(RemoteEnd end, String reason) {
    sessions.values().removeIf(end::equals);
    Cancellable expiry = expiries.remove(end);
    if (expiry != null) {
      expiry.cancel();
    }
  }
}
