package org.multiengine.core.dispatch;

import java.util.List;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/** A call whose nodes are texts. */
record TestCall(CallId id, long number, List<Target> targets, boolean continueOnError)
    implements DispatchedCall<String> {

  /** An engine of a node. */
  record Target(EngineLife life, String slot, String relay, String earlierEnd)
      implements DispatchTarget<String> {

    static Target of(int engine, String relay) {
      return new Target(new EngineLife(new EngineId(engine), "life-" + engine), relay, relay, "");
    }
  }

  static TestCall of(String client, long number, Target... targets) {
    return new TestCall(new CallId(client, number), number, List.of(targets), false);
  }
}
