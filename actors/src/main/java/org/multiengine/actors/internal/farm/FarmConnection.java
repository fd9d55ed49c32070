package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The farm as its controller sees it. Its messages go over the links of the controller, so that
 * they keep their order with the calls of the same client. Used by the controller alone.
 */
public final class FarmConnection {

  private static final Logger LOG = LoggerFactory.getLogger(FarmConnection.class);

  /** A message to the controller: a farm uses its links from now on. */
  public record Attach(ActorRef<TaskFarm.Command> farm) {}

  /** A message to the controller: a message for a node. */
  public record Send(ActorRef<LinkFrame> relay, TaskMessage.ToNode message) {}

  private final Links<RelayMessage> links;
  private @Nullable ActorRef<TaskFarm.Command> farm;

  /** Creates a connection without a farm. */
  public FarmConnection(Links<RelayMessage> links) {
    this.links = links;
  }

  /**
   * Handles that a farm uses the links from now on.
   *
   * @param ready the engines that take requests
   */
  public void attach(Attach attach, Collection<EngineEntry> ready) {
    farm = attach.farm();
    engines(ready, List.of());
  }

  private void tell(TaskFarm.Command message) {
    if (farm != null) {
      farm.tell(message);
    }
  }

  /** Sends a message to a node. */
  public void send(Send send) {
    try {
      links.send(links.to(send.relay()), send.message());
    } catch (RuntimeException broken) {
      LOG.error("a message about tasks cannot be sent", broken);
      undelivered(send.relay(), send.message(), "it cannot be sent: " + broken);
    }
  }

  /**
   * Reports the engines that take requests now.
   *
   * @param lost engines that did before, and how they ended
   */
  public void engines(Collection<EngineEntry> ready, List<TaskFarm.LostEngine> lost) {
    tell(new TaskFarm.Engines(List.copyOf(ready), lost));
  }

  /** Reports that a node, or the link to it, has ended. */
  public void nodeGone(ActorRef<LinkFrame> relay, String reason) {
    tell(new TaskFarm.NodeGone(relay, reason));
  }

  /** Handles a message of a node. */
  public void received(ActorRef<LinkFrame> relay, TaskMessage.ToFarm message) {
    tell(new TaskFarm.FromNode(relay, message));
  }

  /** Reports that a node has not received a message, or cannot read it. */
  public void undelivered(ActorRef<LinkFrame> relay, TaskMessage.ToNode message, String reason) {
    tell(new TaskFarm.Undelivered(relay, message, reason));
  }
}
