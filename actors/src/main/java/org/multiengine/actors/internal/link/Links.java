package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.protocol.LinkBody;

/** The links of one actor, by the actors at their other ends. Used by that actor alone. */
public final class Links {

  /** What the actor is to have done. */
  public enum Duty implements Controller.Command, NodeRelay.Command {
    /** Sending what has been kept for more to come. */
    FLUSH,
    /** Repeating what was lost on the way, and acknowledging what has come. */
    TICK
  }

  private final Map<ActorRef<LinkFrame>, Link> links = new HashMap<>();
  private final Function<ActorRef<LinkFrame>, Link> connect;
  private final ActorContext<?> context;
  private final ActorRef<Duty> self;
  private final Duration tick;
  private boolean ticking;

  /** Those that have taken something since the last flush. */
  private final Set<Link> unsent = new LinkedHashSet<>();

  /**
   * Makes it, without links.
   *
   * @param connect makes the link to an actor that has none yet
   * @param context of the actor
   * @param self the actor, which hands the duties it is told to {@link #perform}
   * @param tick how often a link with something on its way is looked after
   */
  public Links(
      Function<ActorRef<LinkFrame>, Link> connect,
      ActorContext<?> context,
      ActorRef<Duty> self,
      Duration tick) {
    this.connect = connect;
    this.context = context;
    this.self = self;
    this.tick = tick;
  }

  /** Returns the link to an actor, made if there is none. */
  public Link to(ActorRef<LinkFrame> peer) {
    return links.computeIfAbsent(peer, connect);
  }

  /** Returns the link to an actor, if there is one. */
  @Nullable
  public Link find(ActorRef<LinkFrame> peer) {
    return links.get(peer);
  }

  public Collection<Link> all() {
    return links.values();
  }

  /** Sends a body over a link, as {@link Link#add}, together with those that follow at once. */
  public void send(Link link, LinkBody body) {
    link.add(body);
    if (unsent.isEmpty()) {
      self.tell(Duty.FLUSH); // behind what the actor has to handle already
    }
    unsent.add(link);
  }

  /** Does what was to be done soon. */
  public void perform(Duty duty) {
    if (duty == Duty.FLUSH) {
      flush();
    } else {
      tick();
    }
  }

  private void flush() {
    unsent.forEach(Link::flush);
    unsent.forEach(this::watch);
    unsent.clear();
  }

  /** Has a link ticked after a while if anything is on its way there. */
  public void watch(Link link) {
    if (!link.isQuiet() && !ticking) {
      ticking = true;
      context.scheduleOnce(tick, self, Duty.TICK);
    }
  }

  private void tick() {
    ticking = false;
    links.values().forEach(Link::tick);
    links.values().forEach(this::watch);
  }

  /** Tells whether the other ends have all that was sent. */
  public boolean areDelivered() {
    return links.values().stream().allMatch(Link::isDelivered);
  }

  /** Ends the link to an actor that has gone, and returns it; null if there was none. */
  @Nullable
  public Link remove(ActorRef<LinkFrame> peer) {
    Link link = links.remove(peer);
    if (link != null) {
      unsent.remove(link);
      link.close();
    }
    return link;
  }

  /** Ends all links. */
  public void close() {
    links.values().forEach(Link::close);
  }
}
