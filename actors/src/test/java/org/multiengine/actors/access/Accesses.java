package org.multiengine.actors.access;

import java.util.List;
import java.util.Set;
import org.multiengine.core.identity.ClientName;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

/** Creates requests for tests. */
public final class Accesses {

  private Accesses() {}

  /** Returns a request of a user on another node. */
  public static Access of(Request request) {
    return by(
        new Caller(new ClientName("ada", "1"), "akka://shop@a:1", Set.of("web"), false), request);
  }

  /** Returns a request of a client in the JVM of the engines. */
  public static Access local(Request request) {
    return by(new Caller(new ClientName("", "1"), "akka://shop@a:1", Set.of(), true), request);
  }

  private static Access by(Caller caller, Request request) {
    return new Access(caller, 7, List.of(new EngineId(0), new EngineId(1)), request);
  }
}
