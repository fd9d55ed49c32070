package org.multiengine.core.task.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.inbox.FairShare.Candidate;
import org.multiengine.core.task.inbox.Grants.Intake;

/**
 * The tasks at a node with engines: those that wait for an engine, in one queue a client, and those
 * that run. An engine asks for its next task when it has nothing else to do, so that a task is
 * bound to an engine as late as possible. Engine time is divided evenly between clients.
 *
 * <p>The inbox is the only place that knows whether an attempt has begun: {@link #next} is its
 * begin. An attempt that {@link #recall}, {@link #cancel}, {@link #drain} or {@link #left} returns
 * has not begun, and does not begin here any more. Times are nanoseconds of a clock that only goes
 * forward. Used by one thread at a time.
 *
 * @param <F> what identifies a client's process
 * @param <W> the form of the work
 */
public final class TaskInbox<F, W> {

  /**
   * The attempts of an offer that do not wait here.
   *
   * @param returned those that no engine of the node can run
   * @param refused those that there is no room for
   */
  public record Declined(List<AttemptId> returned, List<AttemptId> refused) {}

  /** An attempt that begins. */
  public record Started<F, W>(F client, TaskOrder<W> order) {}

  /** An attempt that has ended after a running time. */
  public record Ended<F>(F client, long runNanos) {}

  /** Attempts that go back to their client. */
  public record Returned<F>(F client, List<AttemptId> attempts) {}

  /** A client's grant that has changed. */
  public record Granted<F>(F client, NodeGrant grant) {}

  /**
   * What a cancellation found.
   *
   * @param isReturned whether the attempt had not begun, and goes back to its client
   * @param engine the engine that runs it and is to be interrupted; null if none does
   */
  public record Cancelled(boolean isReturned, @Nullable EngineLife engine) {}

  /**
   * The effects of the loss of an engine.
   *
   * @param running the attempt that ran on it, which is lost; null if none did
   * @param returned the attempts that no other engine of the node can run
   */
  public record Left<F>(@Nullable Returned<F> running, List<Returned<F>> returned) {}

  private final InboxSettings settings;
  private final Slots<F, W> slots;
  private final Grants<F, W> grants;
  private final FairShare<F, W> shares;
  private final Map<F, ClientQueue<F, W>> clients = new LinkedHashMap<>();
  private final Map<AttemptId, RunningOrder<F, W>> running = new HashMap<>();
  private int waiting;
  private long bytes;
  private boolean isDraining;

  /**
   * Creates an inbox without tasks and engines.
   *
   * @param settings the limits
   * @param traits the labels and resources of the node
   */
  public TaskInbox(InboxSettings settings, NodeTraits traits) {
    this.settings = settings;
    this.slots = new Slots<>(traits);
    this.grants = new Grants<>(settings, slots);
    this.shares = new FairShare<>(settings.quantum().toNanos());
  }

  /** Handles that an engine of the node is ready. */
  public void joined(EngineLife engine) {
    slots.join(engine);
  }

  /** Handles that an engine of the node is gone. */
  public Left<F> left(EngineLife engine) {
    Returned<F> lost = null;
    for (RunningOrder<F, W> run : List.copyOf(running.values())) {
      if (run.engine().equals(engine)) {
        lost = new Returned<>(run.client().client(), List.of(run.order().id()));
        end(run, run.since());
      }
    }
    slots.leave(engine);
    return new Left<>(lost, takeOut(order -> !slots.canEverRun(order)));
  }

  private List<Returned<F>> takeOut(Predicate<TaskOrder<W>> which) {
    List<Returned<F>> all = new ArrayList<>();
    for (ClientQueue<F, W> client : clients.values()) {
      List<AttemptId> removed = recount(client, () -> client.removeIf(which));
      if (!removed.isEmpty()) {
        all.add(new Returned<>(client.client(), removed));
      }
    }
    return all;
  }

  /** Changes the queue of a client, and counts what waits anew. */
  private <T> T recount(ClientQueue<F, W> client, Supplier<T> change) {
    int before = client.size();
    long bytesBefore = client.bytes();
    T result = change.get();
    waiting += client.size() - before;
    bytes += client.bytes() - bytesBefore;
    return result;
  }

  /**
   * Adds attempts of a client.
   *
   * @param orders the attempts; none if only the need for engines has changed
   * @param hasMore whether more tasks wait at the client
   * @return those that do not wait here
   */
  public Declined offer(F client, List<TaskOrder<W>> orders, boolean hasMore) {
    ClientQueue<F, W> queue = clients.computeIfAbsent(client, ClientQueue::new);
    queue.hasMore = hasMore;
    List<AttemptId> returned = new ArrayList<>();
    List<AttemptId> refused = new ArrayList<>();
    for (TaskOrder<W> order : orders) {
      if (isDraining || !slots.canEverRun(order)) {
        returned.add(order.id());
      } else if (!hasRoomFor(order)) {
        refused.add(order.id());
      } else {
        queue.add(order);
        waiting++;
        bytes += order.bytes();
      }
    }
    if (!refused.isEmpty()) {
      queue.granted = null;
    }
    return new Declined(returned, refused);
  }

  private boolean hasRoomFor(TaskOrder<W> order) {
    return waiting == 0
        || (waiting < settings.maxTasks() && bytes + order.bytes() <= settings.maxBytes());
  }

  /**
   * Begins the next attempt on an engine that has nothing else to run.
   *
   * @return the attempt; null if there is none for the engine, or the engine runs one
   */
  public @Nullable Started<F, W> next(EngineLife engine, long now) {
    if (waiting == 0 || !slots.isFree(engine)) {
      return null;
    }
    Candidate<F, W> chosen = shares.choose(clients.values(), client -> first(client, engine));
    if (chosen == null) {
      return null;
    }
    ClientQueue<F, W> client = chosen.client();
    TaskOrder<W> order = chosen.order();
    recount(client, () -> client.remove(order.id()));
    boolean isLong = isLong(client, order);
    var run = new RunningOrder<>(client, order, engine, now, chosen.cost(), isLong);
    running.put(order.id(), run);
    client.running++;
    client.longRunning += isLong ? 1 : 0;
    slots.start(run);
    return new Started<>(client.client(), order);
  }

  private @Nullable TaskOrder<W> first(ClientQueue<F, W> client, EngineLife engine) {
    if (client.isPaused) {
      return null;
    }
    boolean isShareFull = client.longRunning >= settings.share().of(slots.engines().size());
    return client.first(
        order ->
            order.allows(engine)
                && slots.hasResourcesFor(order)
                && !(isShareFull && isLong(client, order)));
  }

  private boolean isLong(ClientQueue<F, W> client, TaskOrder<W> order) {
    return settings.share().max() < 1
        && client.expectedOr(order.kind(), 0) >= settings.share().longTask().toNanos();
  }

  /**
   * Handles that an attempt has ended on its engine.
   *
   * @return its client and running time; null if it does not run here
   */
  public @Nullable Ended<F> ended(AttemptId id, long now) {
    RunningOrder<F, W> run = running.get(id);
    if (run == null) {
      return null;
    }
    long nanos = now - run.since();
    run.client().addTime(run.order().kind(), nanos);
    end(run, now);
    return new Ended<>(run.client().client(), nanos);
  }

  /** Handles that an engine returns an attempt which it has not begun, and which goes back. */
  public void withdrawn(AttemptId id, long now) {
    RunningOrder<F, W> run = running.get(id);
    if (run != null) {
      end(run, now);
    }
  }

  private void end(RunningOrder<F, W> run, long now) {
    ClientQueue<F, W> client = run.client();
    running.remove(run.order().id());
    client.running--;
    client.longRunning -= run.isLong() ? 1 : 0;
    shares.settle(run, now - run.since());
    slots.end(run, now);
  }

  /** Takes out the attempts of a client that have not begun; returns them. */
  public List<AttemptId> recall(F client, List<AttemptId> ids) {
    ClientQueue<F, W> queue = clients.get(client);
    return queue == null
        ? List.of()
        : recount(queue, () -> ids.stream().filter(queue::remove).toList());
  }

  /** Takes out an attempt of a client, or returns the engine to interrupt. */
  public Cancelled cancel(F client, AttemptId id) {
    if (!recall(client, List.of(id)).isEmpty()) {
      return new Cancelled(true, null);
    }
    RunningOrder<F, W> run = running.get(id);
    return new Cancelled(false, run == null ? null : run.engine());
  }

  /**
   * Handles that a client's process is gone, or has closed its tasks.
   *
   * @return the engines that run its tasks, which may be interrupted
   */
  public List<EngineLife> gone(F client) {
    ClientQueue<F, W> queue = clients.remove(client);
    if (queue == null) {
      return List.of();
    }
    recount(queue, () -> queue.removeIf(any -> true));
    return running.values().stream()
        .filter(run -> run.client() == queue)
        .map(RunningOrder::engine)
        .toList();
  }

  /** Ends the intake of tasks; returns those that have not begun. The others run to their end. */
  public List<Returned<F>> drain() {
    isDraining = true;
    return takeOut(any -> true);
  }

  /** Begins the intake of tasks again. */
  public void resume() {
    isDraining = false;
  }

  /** Handles that an engine begins or ends a row of direct calls. */
  public void directCalls(EngineLife engine, boolean isBusy, long now) {
    slots.setDirect(engine, isBusy, now);
  }

  /** Sets the time of a message to a client and back. */
  public void roundTrip(F client, long nanos) {
    clients.computeIfAbsent(client, ClientQueue::new).roundTrip = nanos;
  }

  /** Sets whether no attempt of a client begins for now, because its answers are not taken. */
  public void pause(F client, boolean isPaused) {
    ClientQueue<F, W> queue = clients.get(client);
    if (queue != null) {
      queue.isPaused = isPaused;
    }
  }

  /** Sets the weight of a client in the division of engine time; 1 is usual. */
  public void weight(F client, double weight) {
    clients.computeIfAbsent(client, ClientQueue::new).weight = weight;
  }

  /** Returns the grants that have changed since the last time. */
  public List<Granted<F>> grants(long now) {
    boolean isFull = waiting >= settings.maxTasks() || bytes >= settings.maxBytes();
    Intake intake = isDraining ? Intake.CLOSED : isFull ? Intake.FULL : Intake.OPEN;
    return grants.changed(clients.values(), intake, now);
  }

  /** Returns when {@link #grants} may change without another event; empty if it will not. */
  public OptionalLong nextGrants(long now) {
    return slots.nextChange(settings.busyAfter().toNanos(), now);
  }

  /** Returns the number of attempts that wait for an engine. */
  public int waiting() {
    return waiting;
  }

  /** Returns how many bytes the waiting attempts hold. */
  public long waitingBytes() {
    return bytes;
  }

  /** Returns the number of running attempts. */
  public int running() {
    return running.size();
  }
}
