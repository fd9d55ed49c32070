package org.multiengine.actors.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may do what on the engines of a node. The node asks its guard once per call, for all
 * of the node's engines that the call targets, before any part of the call runs or is queued.
 *
 * <pre>{@code
 * Multiengine.get(system).guard(
 *     Guard.local().or(Guard.ofRole("operations").and(Guard.only(Kind.ASK, Kind.READ))));
 * }</pre>
 *
 * <p>A guard runs on the thread of an actor, one call at a time on each node, so it must return
 * promptly and must not block. If a guard throws, the request is refused. A guard that inspects
 * source text is not a sandbox: a client that may {@link Access.Kind#RUN run} code can do anything
 * the process can.
 */
@FunctionalInterface
public interface Guard {

  /** Returns whether a request is allowed and, if it is not, the reason. */
  Decision decide(Access access);

  /** Returns a guard that allows every request. */
  static Guard everyone() {
    return access -> Decision.ALLOWED;
  }

  /**
   * Returns a guard that refuses every request.
   *
   * @param reason the reason shown to callers
   */
  static Guard nobody(String reason) {
    Decision refused = Decision.refused(reason);
    return access -> refused;
  }

  /** Returns a guard that allows only clients in the engines' own JVM. */
  static Guard local() {
    return access ->
        access.caller().local()
            ? Decision.ALLOWED
            : Decision.refused("only the application itself may use these engines");
  }

  /** Returns a guard that allows only clients on nodes that have a cluster role. */
  static Guard ofRole(String role) {
    return access ->
        access.caller().roles().contains(role)
            ? Decision.ALLOWED
            : Decision.refused("the client's node does not have the role '" + role + "'");
  }

  /** Returns a guard that allows only requests of the given kinds. */
  static Guard only(Access.Kind first, Access.Kind... others) {
    return only(EnumSet.of(first, others));
  }

  /** Returns a guard that allows only requests of the given kinds; none if the set is empty. */
  static Guard only(Set<Access.Kind> kinds) {
    String names = kinds.stream().map(Access.Kind::setting).collect(Collectors.joining(", "));
    return access ->
        kinds.contains(access.kind())
            ? Decision.ALLOWED
            : Decision.refused(
                "requests of kind '"
                    + access.kind().setting()
                    + "' are not allowed; allowed kinds: "
                    + names);
  }

  /** Returns a guard that allows a request if both this guard and the other one allow it. */
  default Guard and(Guard other) {
    return access -> {
      Decision decision = decide(access);
      return decision.isAllowed() ? other.decide(access) : decision;
    };
  }

  /**
   * Returns a guard that allows a request if this guard or the other one allows it. A refusal has
   * the other guard's reason.
   */
  default Guard or(Guard other) {
    return access -> {
      Decision decision = decide(access);
      return decision.isAllowed() ? decision : other.decide(access);
    };
  }
}
