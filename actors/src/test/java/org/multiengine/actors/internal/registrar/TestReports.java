package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/** Reports of nodes for tests, each with a greater number than those before. */
final class TestReports {

  private static final AtomicLong numbers = new AtomicLong();

  private final ActorRef<LinkFrame> relay;
  private final ActorRef<EngineRegistrar.Assigned> replyTo;

  TestReports(ActorRef<LinkFrame> relay, ActorRef<EngineRegistrar.Assigned> replyTo) {
    this.relay = relay;
    this.replyTo = replyTo;
  }

  ActorRef<LinkFrame> relay() {
    return relay;
  }

  /** Returns lives with the ids 0, 1, and so on. */
  static List<EngineLife> lives(String... incarnations) {
    return IntStream.range(0, incarnations.length)
        .mapToObj(id -> life(id, incarnations[id]))
        .toList();
  }

  static EngineLife life(int id, String incarnation) {
    return new EngineLife(new EngineId(id), incarnation);
  }

  static NodeReport.Ended end(int id, String how) {
    return new NodeReport.Ended(new EngineId(id), how);
  }

  /** Returns the report of a node whose engines have these lives, with the ids from 0 on. */
  NodeReport of(String slot, int engines, String... incarnations) {
    return of(slot, engines, lives(incarnations));
  }

  NodeReport of(String slot, int engines, List<EngineLife> running) {
    return of(slot, engines, running, List.of(), List.of());
  }

  NodeReport of(
      String slot,
      int engines,
      List<EngineLife> running,
      List<NodeReport.Ended> ended,
      List<String> killed) {
    return new NodeReport(
        slot,
        "groovy",
        engines,
        running,
        ended,
        killed,
        "",
        numbers.incrementAndGet(),
        0,
        relay,
        replyTo);
  }

  /** Returns a report as of a node that has heard of a registrar, and was started by a host. */
  static NodeReport with(NodeReport report, long epoch, String host) {
    return new NodeReport(
        report.slot(),
        report.language(),
        report.engines(),
        report.running(),
        report.ended(),
        report.killed(),
        host,
        report.number(),
        epoch,
        report.relay(),
        report.replyTo());
  }
}
