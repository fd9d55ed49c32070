package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.dispatch.DispatchedCall;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Request;

/** A call that a controller has accepted and that has not ended. Used by the controller alone. */
final class Call implements DispatchedCall<ActorRef<LinkFrame>> {

  private final CallId id;
  private final long number;
  private final List<EngineEntry> targets;
  private final CallOptions options;
  private final Gather gather;
  private final Map<EngineLife, Long> failuresSeen;
  private boolean live;

  /**
   * Creates a call.
   *
   * @param number how many calls the controller had accepted before it
   * @param targets the engines it goes to
   * @param options how it is made
   * @param gather collects its outcomes
   * @param failuresSeen the newest failure of the client on each engine that is known now
   */
  Call(
      CallId id,
      long number,
      List<EngineEntry> targets,
      CallOptions options,
      Gather gather,
      Map<EngineLife, Long> failuresSeen) {
    this.id = id;
    this.number = number;
    this.targets = targets;
    this.options = options;
    this.gather = gather;
    this.failuresSeen = failuresSeen;
    this.live = options.live();
  }

  @Override
  public CallId id() {
    return id;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public List<EngineEntry> targets() {
    return targets;
  }

  @Override
  public boolean continueOnError() {
    return options.continueOnError();
  }

  @Override
  public long failureSeen(int place) {
    return failuresSeen.getOrDefault(targets.get(place).life(), 0L);
  }

  /** Returns whether the call has a target at a place. Only a faulty node names another. */
  boolean has(int place) {
    return place >= 0 && place < targets.size();
  }

  Gather gather() {
    return gather;
  }

  @Nullable Duration timeout() {
    return options.timeout();
  }

  /** Has the requests that are sent from now on report while they run. */
  void listen() {
    live = true;
  }

  /** Returns the relays of the nodes that hold its targets. */
  Set<ActorRef<LinkFrame>> relays() {
    return targets.stream().map(EngineEntry::relay).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the message that sends a request to some of the targets, by their places. */
  RelayMessage.Submit message(Request request, List<Integer> places) {
    List<RelayMessage.Target> to = places.stream().map(this::target).toList();
    return new RelayMessage.Submit(id, to, request, options.continueOnError(), live);
  }

  private RelayMessage.Target target(int place) {
    return new RelayMessage.Target(place, targets.get(place).life(), failureSeen(place));
  }
}
