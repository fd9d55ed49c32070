package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.NodeTraits;

/**
 * The state of all engines of a node. The node's relay sends it to the registrar at each change and
 * at an interval for as long as the node runs, so that a new registrar learns of every engine.
 *
 * @param slot the node's slot
 * @param language the language that its engines run
 * @param engines how many engines it is to hold
 * @param running the lives that take requests, under the ids that the node knows
 * @param ended the engines that do not run, and why
 * @param killed the incarnations of the engines that were killed
 * @param host the address of the host that started the node's process; empty if no host did
 * @param number the number of the report, greater than those of earlier reports of the relay
 * @param epoch the latest epoch of a registrar that has replied to the node; 0 before the first
 * @param relay the node's relay, for the registry
 * @param replyTo receives the ids
 * @param traits the labels and resources of the node
 */
public record NodeReport(
    String slot,
    String language,
    int engines,
    List<EngineLife> running,
    List<Ended> ended,
    List<String> killed,
    String host,
    long number,
    long epoch,
    ActorRef<LinkFrame> relay,
    ActorRef<EngineRegistrar.Assigned> replyTo,
    NodeTraits traits)
    implements EngineRegistrar.Command, WireMessage {

  /** Creates the report of a node without labels and resources. */
  public NodeReport(
      String slot,
      String language,
      int engines,
      List<EngineLife> running,
      List<Ended> ended,
      List<String> killed,
      String host,
      long number,
      long epoch,
      ActorRef<LinkFrame> relay,
      ActorRef<EngineRegistrar.Assigned> replyTo) {
    this(
        slot,
        language,
        engines,
        running,
        ended,
        killed,
        host,
        number,
        epoch,
        relay,
        replyTo,
        NodeTraits.none());
  }

  /** An engine that does not run, because it has ended or could not start. */
  public record Ended(EngineId engine, String how) {}

  /** Returns why the registrar cannot use this report; null if the report is complete. */
  @Nullable String problem() {
    if (isAnyMissing(slot, language, host, relay, replyTo, traits)) {
      return "a field is missing";
    }
    if (isAnyMissing(running, ended, killed)) {
      return "a list is missing";
    }
    if (Stream.of(running, ended, killed).flatMap(List::stream).anyMatch(Objects::isNull)) {
      return "an element of a list is missing";
    }
    if (engines < 0 || epoch < 0 || epoch == Long.MAX_VALUE) {
      return "a number is out of range";
    }
    return running.stream().anyMatch(life -> life.incarnation().isEmpty())
        ? "an incarnation is empty"
        : null;
  }

  private static boolean isAnyMissing(@Nullable Object... fields) {
    return Stream.of(fields).anyMatch(Objects::isNull);
  }

  /** Returns why an engine does not run; null if the node does not say. */
  @Nullable String endOf(EngineId engine) {
    return ended.stream()
        .filter(end -> engine.equals(end.engine()))
        .map(Ended::how)
        .findFirst()
        .orElse(null);
  }
}
