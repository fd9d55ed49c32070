package org.multiengine.actors.internal.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.identity.EngineId;

/**
 * The outcomes that a node owes to its callers. Those of one call are kept until its last engine
 * here has ended, or many have, as nobody goes on before: a call on a thousand engines is then
 * answered by a few messages. Used by one actor alone.
 */
final class Replies {

  /** How many outcomes of a call are worth a message. */
  static final int MANY = 64;

  /** An outcome of so many bytes is not kept: its way takes longer than a message costs. */
  static final long LARGE = 16 * 1024;

  /**
   * Names an outcome that is owed.
   *
   * @param place the place of the engine among the targets of the call
   */
  record Owed(String client, long call, int place) {
    static Owed of(Ticket ticket) {
      return new Owed(ticket.client(), ticket.call(), ticket.place());
    }
  }

  /** What is owed for a call, and what is there of it. */
  private static final class Reply {
    final Controller.CallKey key;
    final Link link;
    final Map<Integer, EngineId> awaited = new HashMap<>();
    List<LinkBody.Answer> answers = new ArrayList<>();

    Reply(Controller.CallKey key, Link link) {
      this.key = key;
      this.link = link;
    }
  }

  private final Map<Controller.CallKey, Reply> replies = new HashMap<>();
  private final Set<Reply> due = new LinkedHashSet<>();
  private final Set<Reply> kept = new LinkedHashSet<>();

  /** Notes that the outcome of a request is owed to a link. */
  void expect(Link link, Ticket ticket, EngineId engine) {
    var key = new Controller.CallKey(ticket.client(), ticket.call());
    Reply reply = replies.computeIfAbsent(key, absent -> new Reply(key, link));
    reply.awaited.put(ticket.place(), engine);
  }

  /** Returns whom the outcome of a request is owed to; null if it is not owed any more. */
  @Nullable Link linkOf(Ticket ticket) {
    Reply reply = replies.get(new Controller.CallKey(ticket.client(), ticket.call()));
    return reply != null && reply.awaited.containsKey(ticket.place()) ? reply.link : null;
  }

  /** Returns the outcomes that an engine owes. */
  List<Owed> of(EngineId engine) {
    List<Owed> all = new ArrayList<>();
    for (Reply reply : replies.values()) {
      reply.awaited.forEach(
          (place, owing) -> {
            if (owing.equals(engine)) {
              all.add(new Owed(reply.key.client(), reply.key.call(), place));
            }
          });
    }
    return all;
  }

  /** Takes an outcome; what is not owed is dropped. */
  void put(Owed owed, LinkBody.Answer answer) {
    Reply reply = replies.get(new Controller.CallKey(owed.client(), owed.call()));
    if (reply == null || reply.awaited.remove(owed.place()) == null) {
      return;
    }
    reply.answers.add(answer);
    if (reply.awaited.isEmpty() || reply.answers.size() >= MANY || answer.size() >= LARGE) {
      kept.remove(reply);
      due.add(reply);
    } else if (!due.contains(reply)) {
      kept.add(reply);
    }
  }

  /** Tells whether there are outcomes that are to be sent at once. */
  boolean areDue() {
    return !due.isEmpty();
  }

  /** Tells whether outcomes are kept for others to come. */
  boolean areKept() {
    return !kept.isEmpty();
  }

  /** Hands over the outcomes that are due. */
  void takeDue(BiConsumer<Link, LinkBody.Answers> send) {
    due.forEach(reply -> take(reply, send));
    due.clear();
  }

  /** Hands over the outcomes that are kept. */
  void takeKept(BiConsumer<Link, LinkBody.Answers> send) {
    kept.forEach(reply -> take(reply, send));
    kept.clear();
  }

  private void take(Reply reply, BiConsumer<Link, LinkBody.Answers> send) {
    List<LinkBody.Answer> answers = reply.answers;
    reply.answers = new ArrayList<>();
    if (reply.awaited.isEmpty()) {
      replies.remove(reply.key);
    }
    send.accept(reply.link, new LinkBody.Answers(reply.key.client(), reply.key.call(), answers));
  }

  /** Forgets what is owed to a link whose other end has gone. */
  void linkGone(Link link) {
    Predicate<Reply> theirs = reply -> reply.link == link;
    replies.values().removeIf(theirs);
    due.removeIf(theirs);
    kept.removeIf(theirs);
  }
}
