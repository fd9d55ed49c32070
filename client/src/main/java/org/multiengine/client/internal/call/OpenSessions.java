package org.multiengine.client.internal.call;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open clients of an actor system, which are closed when the system ends. The system may live
 * much longer than its clients: closed clients are removed, and clients that nobody references can
 * be garbage-collected.
 *
 * <p>Safe for use by several threads.
 */
public final class OpenSessions implements Extension {

  private static final class Id extends ExtensionId<OpenSessions> {
    private static final Id INSTANCE = new Id();

    @Override
    public OpenSessions createExtension(ActorSystem<?> system) {
      var sessions = new OpenSessions();
      var unused = system.getWhenTerminated().thenRun(() -> sessions.end(SYSTEM_ENDED));
      return sessions;
    }
  }

  private static final String SYSTEM_ENDED =
      "this client's node has ended, because its cluster has ended or can no longer be reached"
          + " (see: multiengine status); connect another client";

  private final Set<Session> open = Collections.newSetFromMap(new WeakHashMap<>());
  private @Nullable String ended;

  OpenSessions() {}

  /** Returns the open clients of an actor system. */
  public static OpenSessions of(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /** Adds a session, to be closed with the system; at once if the system has ended. */
  void add(Session session) {
    String why;
    synchronized (this) {
      why = ended;
      if (why == null) {
        open.add(session);
        return;
      }
    }
    session.end(why);
  }

  synchronized void remove(Session session) {
    open.remove(session);
  }

  synchronized int size() {
    return open.size();
  }

  /** Ends all clients, including later ones; their calls fail for this reason. */
  public void end(String why) {
    List<Session> left;
    synchronized (this) {
      ended = ended == null ? why : ended;
      left = List.copyOf(open);
      open.clear();
    }
    left.forEach(session -> session.end(why));
  }
}
