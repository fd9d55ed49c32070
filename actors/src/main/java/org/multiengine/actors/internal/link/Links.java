package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of one actor, by the actors at their other ends. Used by that actor alone.
 *
 * @param <M> the payloads
 */
public final class Links<M extends LinkPayload> {

  private static final Logger LOG = LoggerFactory.getLogger(Links.class);

  /** Lets the owning actor send itself messages, on which it calls back. */
  public interface Schedule {

    /** Has {@link Links#flush()} called after the messages that the actor has received already. */
    void flushSoon();

    /** Has {@link Links#tick()} called after the interval of the links' settings. */
    void tickLater();
  }

  /**
   * The owner of links.
   *
   * @param <M> the payloads
   */
  public interface Owner<M extends LinkPayload> {

    /**
     * Creates a link.
     *
     * @param peer the actor at its other end
     * @param number its number
     */
    Link<M> connect(ActorRef<LinkFrame> peer, long number);

    /**
     * Handles a payload. If this method throws, the link is ended, and the other links go on.
     *
     * @param link the link that the payload came over
     */
    void received(Link<M> link, M payload);

    /** Forgets a link that has ended although the actor at its other end is there. */
    void ended(Link<M> link, String reason);
  }

  private final Map<ActorRef<LinkFrame>, Link<M>> links = new HashMap<>();
  private final ActorRef<LinkFrame> self;
  private final Owner<M> owner;
  private final Schedule schedule;
  private long lastNumber;
  private boolean ticking;

  /** The latest links that have ended while the actors at their other ends were there. */
  private final Map<ActorRef<LinkFrame>, EndedLink> ended = new HashMap<>();

  /** The links to which payloads were added since the last flush. */
  private final Set<Link<M>> unsent = new LinkedHashSet<>();

  private record EndedLink(long number, String reason) {}

  /**
   * Creates an empty collection.
   *
   * @param self the actor that has the links
   */
  public Links(ActorRef<LinkFrame> self, Owner<M> owner, Schedule schedule) {
    this.self = self;
    this.owner = owner;
    this.schedule = schedule;
  }

  /** Returns the link to an actor, created if there is none. */
  public Link<M> to(ActorRef<LinkFrame> peer) {
    return links.computeIfAbsent(peer, each -> owner.connect(each, ++lastNumber));
  }

  /** Returns the link to an actor; null if there is none. */
  public @Nullable Link<M> find(ActorRef<LinkFrame> peer) {
    return links.get(peer);
  }

  /** Returns all links. */
  public Collection<Link<M>> all() {
    return links.values();
  }

  /** Handles a frame of a link that this actor has begun. */
  public void receive(LinkFrame frame) {
    Link<M> link = links.get(frame.from());
    EndedLink before = ended.get(frame.from());
    if (link != null && link.number() == frame.link()) {
      receive(link, frame);
    } else if (before != null && frame.link() == before.number()) {
      repeat(before, frame);
    }
  }

  /** Reports the end of a link again, because the first report may be lost. */
  private void repeat(EndedLink before, LinkFrame late) {
    if (!(late.message() instanceof LinkControl.Ended)) {
      late.from().tell(end(before));
    }
  }

  /** Handles a frame of a link that its other end has begun. */
  public void accept(LinkFrame frame) {
    EndedLink before = ended.get(frame.from());
    if (before != null && frame.link() <= before.number()) {
      repeat(before, frame);
      return;
    }
    Link<M> link = links.get(frame.from());
    if (link != null && link.number() < frame.link()) {
      drop(link, "its other end has begun a new link");
      link = null;
    }
    if (link == null) {
      link = owner.connect(frame.from(), frame.link());
      links.put(frame.from(), link);
    }
    if (link.number() == frame.link()) {
      receive(link, frame);
    }
  }

  private void receive(Link<M> link, LinkFrame frame) {
    if (frame.message() instanceof LinkControl.Ended end) {
      LOG.warn("{} has ended the link: {}", link.peer(), end.reason());
      drop(link, end.reason());
      return;
    }
    try {
      for (M payload : link.receive(frame)) {
        owner.received(link, payload);
      }
      watch(link);
    } catch (RuntimeException fault) {
      LOG.error("the link to {} is ended, because its peer is at fault", link.peer(), fault);
      end(link, String.valueOf(fault));
    }
  }

  private void end(Link<M> link, String reason) {
    link.end(reason);
    drop(link, reason);
  }

  private LinkFrame end(EndedLink before) {
    return new LinkFrame(self, before.number(), 0, 0, 0, new LinkControl.Ended(before.reason()));
  }

  private void drop(Link<M> link, String reason) {
    ended.put(link.peer(), new EndedLink(link.number(), reason));
    links.remove(link.peer());
    unsent.remove(link);
    link.close();
    owner.ended(link, reason);
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

  /** Sends again on the link to a peer whose wire has been opened again. */
  public void wireOpened(WireOpened opened) {
    Link<M> link = links.get(opened.peer());
    if (link != null) {
      link.wireOpened();
      watch(link);
    }
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
    ended.remove(peer);
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
