package org.multiengine.core.task.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.TaskOrder;

/**
 * The division of engine time between clients, as a deficit round robin over estimated times. The
 * rounds that no client could use are passed over at once. A client is charged the estimate when an
 * attempt begins, and the difference when it ends.
 */
final class FairShare<F, W> {

  /** An attempt that may begin now. */
  record Candidate<F, W>(ClientQueue<F, W> client, TaskOrder<W> order, long cost) {}

  private final long quantum;
  private long lastServed;

  FairShare(long quantum) {
    this.quantum = quantum;
  }

  /**
   * Chooses the attempt that begins next, and charges its client.
   *
   * @param first returns the first attempt of a client that may begin; null if there is none
   */
  @Nullable Candidate<F, W> choose(
      Iterable<ClientQueue<F, W>> clients,
      Function<ClientQueue<F, W>, @Nullable TaskOrder<W>> first) {
    List<Candidate<F, W>> candidates = new ArrayList<>();
    for (ClientQueue<F, W> client : clients) {
      TaskOrder<W> order = client.size() == 0 ? null : first.apply(client);
      if (order != null) {
        long cost = client.expectedOr(order.kind(), quantum);
        candidates.add(new Candidate<>(client, order, cost));
      }
    }
    Candidate<F, W> best = null;
    for (Candidate<F, W> next : candidates) {
      best = best == null || isBefore(next, best) ? next : best;
    }
    if (best != null) {
      charge(best, candidates);
    }
    return best;
  }

  private boolean isBefore(Candidate<F, W> one, Candidate<F, W> other) {
    long rounds = rounds(one);
    long otherRounds = rounds(other);
    return rounds < otherRounds
        || (rounds == otherRounds && one.client().served < other.client().served);
  }

  /**
   * Returns the number of rounds after which a client may use as much time as its attempt needs.
   */
  private long rounds(Candidate<F, W> of) {
    long missing = of.cost() - of.client().deficit;
    return missing <= 0 ? 0 : (long) Math.ceil(missing / portion(of.client()));
  }

  private double portion(ClientQueue<F, W> client) {
    return quantum * client.weight;
  }

  private void charge(Candidate<F, W> chosen, List<Candidate<F, W>> candidates) {
    long rounds = rounds(chosen);
    for (Candidate<F, W> next : candidates) {
      next.client().deficit += (long) (rounds * portion(next.client()));
    }
    chosen.client().deficit -= chosen.cost();
    chosen.client().served = ++lastServed;
  }

  /** Charges the difference between the estimated and the actual time of an attempt. */
  void settle(RunningOrder<F, W> ended, long nanos) {
    ClientQueue<F, W> client = ended.client();
    client.deficit -= nanos - ended.cost();
    if (client.size() == 0 && client.deficit > 0) {
      client.deficit = 0;
    }
  }
}
