package org.multiengine.actors.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may do what on the engines of a node. It is asked for each call, once for all engines
 * of the node that the call goes to, before anything of it runs or waits.
 *
 * <pre>{@code
 * Multiengine.get(system).guard(
 *     Guard.local().or(Guard.ofRole("operations").and(Guard.only(Kind.ASK, Kind.READ))));
 * }</pre>
 *
 * <p>Asked on the thread of an actor, by one thread at a time on each node: it must answer at once
 * and not wait for anything. One that throws refuses. A guard that looks at texts is no sandbox:
 * whoever may {@link Access.Kind#RUN run} something can do what the process can.
 */
@FunctionalInterface
public interface Guard {

  /** Returns whether a request may pass, and if not why. */
  Decision decide(Access access);

  /** Returns a guard that lets everything pass. */
  static Guard everyone() {
    return access -> Decision.ALLOWED;
  }

  /**
   * Returns a guard that lets nothing pass.
   *
   * @param reason what callers are told
   */
  static Guard nobody(String reason) {
    Decision refused = Decision.refused(reason);
    return access -> refused;
  }

  /** Returns a guard that lets pass what clients of the engines' own JVM ask. */
  static Guard local() {
    return access ->
        access.caller().local()
            ? Decision.ALLOWED
            : Decision.refused("only the application itself may use these engines");
  }

  /** Returns a guard that lets pass what clients of nodes with a cluster role ask. */
  static Guard ofRole(String role) {
    return access ->
        access.caller().roles().contains(role)
            ? Decision.ALLOWED
            : Decision.refused("the node of this client lacks the role '" + role + "'");
  }

  /** Returns a guard that lets pass requests of some kinds. */
  static Guard only(Access.Kind first, Access.Kind... others) {
    return only(EnumSet.of(first, others));
  }

  /** Returns a guard that lets pass requests of some kinds; with no kind, none. */
  static Guard only(Set<Access.Kind> kinds) {
    String names = kinds.stream().map(Access.Kind::setting).collect(Collectors.joining(", "));
    return access ->
        kinds.contains(access.kind())
            ? Decision.ALLOWED
            : Decision.refused(
                "this client may only " + names + ", and this is to " + access.kind().setting());
  }

  /** Returns a guard that lets pass what this and the other one do. */
  default Guard and(Guard other) {
    return access -> {
      Decision decision = decide(access);
      return decision.isAllowed() ? other.decide(access) : decision;
    };
  }

  /**
   * Returns a guard that lets pass what this or the other one does; else the other one's reason.
   */
  default Guard or(Guard other) {
    return access -> {
      Decision decision = decide(access);
      return decision.isAllowed() ? decision : other.decide(access);
    };
  }
}
