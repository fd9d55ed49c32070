package org.multiengine.core.dispatch;

import java.util.List;
import java.util.Map;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/** A call whose nodes are texts. */
record TestCall(
    CallId id,
    long number,
    List<Target> targets,
    boolean continueOnError,
    Map<EngineLife, Long> failuresSeen)
    implements DispatchedCall<String> {

  /** An engine of a node. */
  record Target(EngineLife life, String slot, String relay, String earlierEnd)
      implements DispatchTarget<String> {

    static Target of(int engine, String relay) {
      return new Target(new EngineLife(new EngineId(engine), "life-" + engine), relay, relay, "");
    }
  }

  TestCall(CallId id, long number, List<Target> targets, boolean continueOnError) {
    this(id, number, targets, continueOnError, Map.of());
  }

  @Override
  public long failureSeen(int place) {
    return failuresSeen.getOrDefault(targets.get(place).life(), 0L);
  }

  static TestCall of(String client, long number, Target... targets) {
    return new TestCall(new CallId(client, number), number, List.of(targets), false);
  }
}
