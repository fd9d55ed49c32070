package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;

/**
 * Collects the outcomes of one call, and notifies its observer when the last target has ended. Used
 * by the controller alone. The class is no actor, because a dedicated actor per call cost two extra
 * thread hand-overs, a tenth of a small call's time.
 */
public final class Gather {

  private final List<EngineEntry> targets;
  private final CallObserver observer;
  private final Runnable onEnd;

  /** The outcomes by place, null where none has come; read by any thread in waitingFor(). */
  private final AtomicReferenceArray<CallObserver.@Nullable EngineOutcome> outcomes;

  private int missing;
  private long movedBytes;
  private long announcedBytes;

  /**
   * Creates the gather of a call, and notifies the observer that the call has begun.
   *
   * @param targets the engines of the call; at least one
   * @param observer receives the course and the end of the call
   * @param onEnd runs once, before the observer is notified of the end
   */
  public Gather(List<EngineEntry> targets, CallObserver observer, Runnable onEnd) {
    this.targets = targets;
    this.observer = observer;
    this.onEnd = onEnd;
    this.outcomes = new AtomicReferenceArray<>(targets.size());
    this.missing = targets.size();
    this.observer.began(this::waitingFor);
  }

  /** Returns the engines that have not ended; safe for any thread. */
  private List<EngineId> waitingFor() {
    return IntStream.range(0, targets.size())
        .filter(place -> outcomes.get(place) == null)
        .mapToObj(place -> targets.get(place).id())
        .toList();
  }

  /** Handles outcomes that a node has sent. */
  public void answered(List<RelayMessage.Answer> answers) {
    for (RelayMessage.Answer answer : answers) {
      put(
          answer.place(),
          answer.outcome(),
          instant(answer.startedMicros()),
          instant(answer.endedMicros()));
    }
  }

  private static @Nullable Instant instant(long micros) {
    return micros == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Handles the report of a running request. */
  public void reported(int place, Report report) {
    if (missing > 0) {
      observer.reported(targets.get(place).id(), report);
    }
  }

  /** Handles the progress of large values: bytes sent or received, and bytes announced. */
  public void moved(long bytes, long announced) {
    movedBytes += bytes;
    announcedBytes += announced;
    if (missing > 0) {
      observer.moved(movedBytes, announcedBytes);
    }
  }

  /** Ends a target that will never answer. */
  public void failed(int place, KernelError error) {
    put(place, Outcome.failed(error), null, null);
  }

  /** Ends all targets that have not answered. */
  public void giveUp(KernelError error) {
    IntStream.range(0, targets.size()).forEach(place -> failed(place, error));
  }

  /**
   * Ends the targets on a node that has gone.
   *
   * @param reason how the node has gone
   */
  public void nodeGone(ActorRef<LinkFrame> relay, String reason) {
    for (int place = 0; place < targets.size(); place++) {
      EngineEntry target = targets.get(place);
      if (target.relay().equals(relay)) {
        failed(place, ReadyEngines.gone(target, reason).error());
      }
    }
  }

  /** Ends the targets on a node to which the link has ended. */
  public void linkEnded(ActorRef<LinkFrame> relay, KernelError error) {
    for (int place = 0; place < targets.size(); place++) {
      if (targets.get(place).relay().equals(relay)) {
        failed(place, error);
      }
    }
  }

  /** Refuses the call, because the controller ends. */
  public void stopped() {
    if (missing > 0) {
      observer.rejected(new KernelError("the controller of this node was stopped"));
    }
  }

  private void put(int place, Outcome outcome, @Nullable Instant started, @Nullable Instant ended) {
    if (outcomes.get(place) != null) {
      return;
    }
    var id = targets.get(place).id();
    outcomes.set(place, new CallObserver.EngineOutcome(id, outcome, started, ended));
    missing--;
    if (outcome instanceof Outcome.Failed failed) {
      observer.failed(id, failed.failure());
    }
    observer.ended(targets.size() - missing, targets.size());
    if (missing == 0) {
      onEnd.run();
      observer.completed(all());
    }
  }

  private List<CallObserver.EngineOutcome> all() {
    return IntStream.range(0, targets.size())
        .mapToObj(outcomes::get)
        .filter(Objects::nonNull)
        .toList();
  }
}
