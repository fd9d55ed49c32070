package org.multiengine.actors.internal.node;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.protocol.RelayMessage;

/**
 * The memory that answers may take until their callers have received them. While a link exceeds its
 * share, the engines start no request of its clients. A request that runs is finished, so that each
 * engine may exceed the budget by one answer. Used by the node's relay alone.
 */
final class AnswerBudget {

  /** The part of the budget that one link may use. */
  private static final int LINK_SHARE = 2;

  /** The part of a limit to which a paused link must fall to be resumed. */
  private static final int RESUME_SHARE = 2;

  private final long maxBytes;
  private final Links<RelayMessage> links;
  private final ClientClasses clients;
  private final NodeEngines engines;
  private final Set<Link<RelayMessage>> paused = new HashSet<>();

  AnswerBudget(
      long maxBytes, Links<RelayMessage> links, ClientClasses clients, NodeEngines engines) {
    this.maxBytes = maxBytes;
    this.links = links;
    this.clients = clients;
    this.engines = engines;
  }

  /** Handles that an answer was added to a link. */
  void added(Link<RelayMessage> link) {
    long own = link.undeliveredBytes();
    if (own > maxBytes / LINK_SHARE || (own > share() && total() > maxBytes)) {
      paused.add(link);
    }
    if (paused.contains(link)) {
      // also repeated for engines and clients that are new
      engines.tellAll(new Engine.Pause(clients.of(link)));
    }
  }

  /** Returns whether a link exceeds its share. */
  boolean isPaused(Link<RelayMessage> link) {
    return paused.contains(link);
  }

  /** Returns the part of the budget that each link has if all have the same. */
  private long share() {
    return maxBytes / Math.max(1, links.all().size());
  }

  private long total() {
    return links.all().stream().mapToLong(Link::undeliveredBytes).sum();
  }

  /** Resumes the clients of links that have been delivered far enough. */
  void delivered() {
    if (paused.isEmpty()) {
      return;
    }
    long total = total();
    List<Link<RelayMessage>> resumed =
        paused.stream().filter(link -> mayResume(link.undeliveredBytes(), total)).toList();
    for (Link<RelayMessage> link : resumed) {
      paused.remove(link);
      engines.tellAll(new Engine.Resume(clients.of(link)));
    }
  }

  private boolean mayResume(long own, long total) {
    boolean low = own <= maxBytes / LINK_SHARE / RESUME_SHARE;
    return low && (own <= share() / RESUME_SHARE || total <= maxBytes / RESUME_SHARE);
  }

  /** Forgets a link that has ended. */
  void linkGone(Link<RelayMessage> link) {
    paused.remove(link);
  }
}
