package org.multiengine.actors.access;

import java.util.List;
import java.util.Set;
import org.multiengine.core.identity.ClientName;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

/** Requests for tests. */
final class Accesses {

  private Accesses() {}

  static Access of(Request request) {
    return by(
        new Caller(new ClientName("ada", "1"), "akka://shop@a:1", Set.of("web"), false), request);
  }

  static Access local(Request request) {
    return by(new Caller(new ClientName("", "1"), "akka://shop@a:1", Set.of(), true), request);
  }

  private static Access by(Caller caller, Request request) {
    return new Access(caller, 7, List.of(new EngineId(0), new EngineId(1)), request);
  }
}
