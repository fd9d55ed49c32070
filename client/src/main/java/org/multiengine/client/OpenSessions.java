package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The clients of an actor system, which are closed when it ends. The system may live much longer
 * than they do: one that is closed is forgotten, and one that nobody holds is not kept.
 *
 * <p>Safe for use by several threads.
 */
final class OpenSessions implements Extension {

  private static final class Id extends ExtensionId<OpenSessions> {
    private static final Id INSTANCE = new Id();

    @Override
    public OpenSessions createExtension(ActorSystem<?> system) {
      var sessions = new OpenSessions();
      var unused = system.getWhenTerminated().thenRun(sessions::closeAll);
      return sessions;
    }
  }

  private final Set<Session> open = Collections.newSetFromMap(new WeakHashMap<>());
  private boolean ended;

  private OpenSessions() {}

  static OpenSessions of(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /** Takes a session that is to be closed with the system; at once if that has ended. */
  void add(Session session) {
    synchronized (this) {
      if (!ended) {
        open.add(session);
        return;
      }
    }
    session.close();
  }

  synchronized void remove(Session session) {
    open.remove(session);
  }

  synchronized int size() {
    return open.size();
  }

  private void closeAll() {
    List<Session> left;
    synchronized (this) {
      ended = true;
      left = List.copyOf(open);
      open.clear();
    }
    left.forEach(Session::close);
  }
}
