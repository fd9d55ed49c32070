package org.multiengine.core.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;

/**
 * The answers that a node has yet to send. The answers of one call are kept until its last engine
 * on the node has ended, or many have, because the caller does not go on before that. A call on a
 * thousand engines is then answered by a few messages. Used by one thread at a time.
 *
 * @param <L> the links over which answers are sent
 * @param <A> the answers
 */
public final class ReplyBatcher<L, A extends PartAnswer> {

  /** The number of answers at which a batch is sent. */
  static final int MAX_BATCH_ANSWERS = 64;

  /** The size from which an answer is not kept: sending it takes longer than a message costs. */
  static final long MAX_KEPT_ANSWER_BYTES = 16 * 1024;

  /**
   * Answers to be sent together.
   *
   * @param link the link to the caller
   * @param call the call
   * @param answers the answers
   */
  public record Batch<L, A>(L link, CallId call, List<A> answers) {}

  /** The parts of a call that are awaited, and the answers that are here. */
  private static final class Pending<L, A> {

    final CallId call;
    final L link;
    final Map<Integer, EngineLife> awaited = new HashMap<>();
    List<A> answers = new ArrayList<>();

    Pending(CallId call, L link) {
      this.call = call;
      this.link = link;
    }
  }

  private final Map<CallId, Pending<L, A>> pending = new HashMap<>();
  private final Set<Pending<L, A>> due = new LinkedHashSet<>();
  private final Set<Pending<L, A>> kept = new LinkedHashSet<>();

  /**
   * Notes that an engine is to answer a part of a call over a link.
   *
   * @param life the life of the engine, under the id that the caller knows
   */
  public void expect(L link, PartId part, EngineLife life) {
    pending
        .computeIfAbsent(part.call(), absent -> new Pending<>(part.call(), link))
        .awaited
        .put(part.place(), life);
  }

  /** Returns the link to the caller of a part; null if no answer is awaited. */
  public @Nullable L linkOf(PartId part) {
    Pending<L, A> call = pending.get(part.call());
    return call != null && call.awaited.containsKey(part.place()) ? call.link : null;
  }

  /**
   * Returns the parts that an engine has not answered in one of its lives, with the id under which
   * the caller of each part knows the engine.
   */
  public Map<PartId, EngineId> of(String incarnation) {
    Map<PartId, EngineId> all = new HashMap<>();
    for (Pending<L, A> call : pending.values()) {
      call.awaited.forEach(
          (place, answering) -> {
            if (answering.incarnation().equals(incarnation)) {
              all.put(new PartId(call.call, place), answering.engine());
            }
          });
    }
    return all;
  }

  /** Adds an answer to a call. An answer that is not awaited is dropped. */
  public void put(CallId id, A answer) {
    Pending<L, A> call = pending.get(id);
    if (call == null || call.awaited.remove(answer.place()) == null) {
      return;
    }
    call.answers.add(answer);
    if (call.awaited.isEmpty()
        || call.answers.size() >= MAX_BATCH_ANSWERS
        || answer.size() >= MAX_KEPT_ANSWER_BYTES) {
      kept.remove(call);
      due.add(call);
    } else if (!due.contains(call)) {
      kept.add(call);
    }
  }

  /** Returns whether there are answers to be sent at once. */
  public boolean areDue() {
    return !due.isEmpty();
  }

  /** Returns whether answers are kept until others come. */
  public boolean areKept() {
    return !kept.isEmpty();
  }

  /** Takes out the answers to be sent at once. */
  public List<Batch<L, A>> takeDue() {
    return take(due);
  }

  /** Takes out the answers that are kept. */
  public List<Batch<L, A>> takeKept() {
    return take(kept);
  }

  private List<Batch<L, A>> take(Set<Pending<L, A>> from) {
    List<Batch<L, A>> batches = from.stream().map(this::batch).toList();
    from.clear();
    return batches;
  }

  private Batch<L, A> batch(Pending<L, A> call) {
    List<A> answers = call.answers;
    call.answers = new ArrayList<>();
    if (call.awaited.isEmpty()) {
      pending.remove(call.call);
    }
    return new Batch<>(call.link, call.call, answers);
  }

  /** Forgets the calls of a link whose other end has gone. */
  public void linkGone(L link) {
    Predicate<Pending<L, A>> theirs = call -> call.link.equals(link);
    pending.values().removeIf(theirs);
    due.removeIf(theirs);
    kept.removeIf(theirs);
  }
}
