package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The links of one actor, by the actors at their other ends. Used by that actor alone.
 *
 * @param <M> the payloads
 */
public final class Links<M extends LinkPayload> {

  /** Lets the owning actor send itself messages, on which it calls back. */
  public interface Schedule {

    /** Has {@link Links#flush()} called after the messages that the actor has received already. */
    void flushSoon();

    /** Has {@link Links#tick()} called after the interval of the links' settings. */
    void tickLater();
  }

  private final Map<ActorRef<LinkFrame>, Link<M>> links = new HashMap<>();
  private final Function<ActorRef<LinkFrame>, Link<M>> connect;
  private final Schedule schedule;
  private boolean ticking;

  /** The links to which payloads were added since the last flush. */
  private final Set<Link<M>> unsent = new LinkedHashSet<>();

  /**
   * Creates an empty collection.
   *
   * @param connect creates the link to an actor that has none yet
   */
  public Links(Function<ActorRef<LinkFrame>, Link<M>> connect, Schedule schedule) {
    this.connect = connect;
    this.schedule = schedule;
  }

  /** Returns the link to an actor, created if there is none. */
  public Link<M> to(ActorRef<LinkFrame> peer) {
    return links.computeIfAbsent(peer, connect);
  }

  /** Returns the link to an actor; null if there is none. */
  public @Nullable Link<M> find(ActorRef<LinkFrame> peer) {
    return links.get(peer);
  }

  /** Returns all links. */
  public Collection<Link<M>> all() {
    return links.values();
  }

  /** Adds a payload to a link, as {@link Link#add} does, and has it sent soon. */
  public void send(Link<M> link, M payload) {
    link.add(payload);
    if (unsent.isEmpty()) {
      schedule.flushSoon();
    }
    unsent.add(link);
  }

  /**
   * Adds a payload to a link, as {@link Link#add} does, to be sent by the next {@link #flush()}.
   */
  public void add(Link<M> link, M payload) {
    link.add(payload);
    unsent.add(link);
  }

  /** Sends the payloads that were added. */
  public void flush() {
    unsent.forEach(Link::flush);
    unsent.forEach(this::watch);
    unsent.clear();
  }

  /** Has a link ticked after a while if anything is in flight there. */
  public void watch(Link<M> link) {
    if (!link.isQuiet() && !ticking) {
      ticking = true;
      schedule.tickLater();
    }
  }

  /** Sends acknowledgements that are due, and sends again what was lost. */
  public void tick() {
    ticking = false;
    links.values().forEach(Link::tick);
    links.values().forEach(this::watch);
  }

  /** Performs a task of the schedule. */
  public void perform(LinkSchedule.Task task) {
    if (task == LinkSchedule.Task.FLUSH) {
      flush();
    } else {
      tick();
    }
  }

  /** Returns whether the other ends have everything that was sent. */
  public boolean areDelivered() {
    return links.values().stream().allMatch(Link::isDelivered);
  }

  /** Ends the link to an actor that has gone and returns it; null if there was none. */
  public @Nullable Link<M> remove(ActorRef<LinkFrame> peer) {
    Link<M> link = links.remove(peer);
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
