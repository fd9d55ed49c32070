package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The links of one actor, by the actors at their other ends. Used by that actor alone. */
final class Links {

  private final Map<ActorRef<LinkFrame>, Link> links = new HashMap<>();
  private final Function<ActorRef<LinkFrame>, Link> connect;
  private final Runnable tickSoon;

  /**
   * Makes it, without links.
   *
   * @param connect makes the link to an actor that has none yet
   * @param tickSoon has {@link #tick()} called after a while, unless that is to be already
   */
  Links(Function<ActorRef<LinkFrame>, Link> connect, Runnable tickSoon) {
    this.connect = connect;
    this.tickSoon = tickSoon;
  }

  /** Returns the link to an actor, made if there is none. */
  Link to(ActorRef<LinkFrame> peer) {
    return links.computeIfAbsent(peer, connect);
  }

  /** Returns the link to an actor, if there is one. */
  @Nullable Link find(ActorRef<LinkFrame> peer) {
    return links.get(peer);
  }

  Collection<Link> all() {
    return links.values();
  }

  /** Sends a body over a link, as {@link Link#send}. */
  void send(Link link, LinkBody body) {
    link.send(body);
    watch(link);
  }

  /** Has a link ticked after a while if anything is on its way there. */
  void watch(Link link) {
    if (!link.isQuiet()) {
      tickSoon.run();
    }
  }

  /** Repeats what was lost on the way, and acknowledges what has come. */
  void tick() {
    links.values().forEach(Link::tick);
    links.values().forEach(this::watch);
  }

  /** Tells whether the other ends have all that was sent. */
  boolean areDelivered() {
    return links.values().stream().allMatch(Link::isDelivered);
  }

  /** Ends the link to an actor that has gone, and returns it; null if there was none. */
  @Nullable Link remove(ActorRef<LinkFrame> peer) {
    Link link = links.remove(peer);
    if (link != null) {
      link.close();
    }
    return link;
  }

  /** Ends all links. */
  void close() {
    links.values().forEach(Link::close);
  }
}
