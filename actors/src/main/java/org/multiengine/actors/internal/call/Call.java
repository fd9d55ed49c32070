package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.request.Request;

/** A call that a controller has taken and that has not ended. Used by the controller alone. */
public final class Call {

  private final Controller.CallKey key;
  private final long number;
  private final List<EngineEntry> targets;
  private final CallOptions options;
  private final Gather gather;
  private boolean live;

  /**
   * Makes a call.
   *
   * @param key its name
   * @param number how many calls the controller had taken before it
   * @param targets the engines it goes to
   * @param options how it is made
   * @param gather collects its outcomes
   */
  public Call(
      Controller.CallKey key,
      long number,
      List<EngineEntry> targets,
      CallOptions options,
      Gather gather) {
    this.key = key;
    this.number = number;
    this.targets = targets;
    this.options = options;
    this.gather = gather;
    this.live = options.live();
  }

  public Controller.CallKey key() {
    return key;
  }

  String client() {
    return key.client();
  }

  long number() {
    return number;
  }

  /** Tells whether a place is one of its targets'; only a node at fault names another. */
  public boolean has(int place) {
    return place >= 0 && place < targets.size();
  }

  public List<EngineEntry> targets() {
    return targets;
  }

  public Gather gather() {
    return gather;
  }

  boolean continueOnError() {
    return options.continueOnError();
  }

  @Nullable
  public Duration timeout() {
    return options.timeout();
  }

  /** What is sent of it from now on tells what it does while it runs. */
  public void listen() {
    live = true;
  }

  public Set<ActorRef<LinkFrame>> relays() {
    return targets.stream().map(EngineEntry::relay).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the message by which a request goes to some of the targets, by their places. */
  LinkBody.Submit message(Request request, List<Integer> places) {
    List<LinkBody.Target> to =
        places.stream()
            .map(
                place -> {
                  EngineEntry entry = targets.get(place);
                  return new LinkBody.Target(place, entry.id(), entry.incarnation());
                })
            .toList();
    return new LinkBody.Submit(
        key.client(), key.call(), to, request, options.continueOnError(), live);
  }
}
