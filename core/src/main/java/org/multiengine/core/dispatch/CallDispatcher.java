package org.multiengine.core.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.dispatch.EngineWindow.Entry;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * Decides when the requests of a controller's calls go to the engines: one message to a node where
 * that is possible, and none that an engine has no room for yet. Every method returns what is to be
 * done. Used by one thread at a time.
 *
 * <p>A request that waits here is treated like one in the engine's queue: a failure before it, a
 * clear, a reset or a kill drops it, and a cancel takes it out. A request that is on its way while
 * an earlier one fails is dropped by the engine, which knows by {@link #failuresSeen} that it was
 * sent before the failure was known. A clear or reset of another process drops waiting requests
 * only behind requests of the same client that it has dropped on the engine.
 *
 * @param <N> what identifies a node
 */
public final class CallDispatcher<N> {

  private final WindowLimits limits;
  private final Map<EngineLife, EngineWindow<N>> windows = new HashMap<>();
  private final UsedLives used = new UsedLives();
  private final SeenFailures failures = new SeenFailures();
  private final LongAdder waiting = new LongAdder();

  /** The closed clients of which requests wait here. */
  private final Set<String> closing = new HashSet<>();

  /**
   * Creates a dispatcher without calls.
   *
   * @param limits how much each engine may have at a time
   */
  public CallDispatcher(WindowLimits limits) {
    this.limits = limits;
  }

  /** Returns the number of requests that wait here. The counter is safe for any thread. */
  public LongAdder waiting() {
    return waiting;
  }

  /**
   * Returns the numbers of the newest failures on each engine that a client knows of now, by the
   * engine's life. The requests of a call carry the numbers of the time at which the call was made.
   */
  public Map<EngineLife, Long> failuresSeen(String client) {
    return failures.of(client);
  }

  /** Notes the failures that answers report, also those to a call that is no longer known. */
  public void noteFailures(String client, List<? extends PartAnswer> answers) {
    failures.note(client, answers);
  }

  /** Adds the requests of a call: one for all targets, or one for each. */
  public List<Instruction<N>> submit(DispatchedCall<N> call, List<Request> requests) {
    boolean shared = requests.size() == 1;
    List<Instruction<N>> todo = new ArrayList<>();
    List<Entry<N>> now = new ArrayList<>();
    for (int place = 0; place < call.targets().size(); place++) {
      var entry = new Entry<>(call, place, requests.get(shared ? 0 : place));
      if (offer(entry, todo)) {
        now.add(entry);
      }
    }
    sendTogether(now, todo);
    return todo;
  }

  /** Adds a request behind the others for its engine; returns whether it is to be sent now. */
  private boolean offer(Entry<N> entry, List<Instruction<N>> todo) {
    DispatchTarget<N> target = target(entry);
    KernelError restarted = used.refusal(entry.client(), target, entry.request());
    if (restarted != null) {
      todo.add(new Instruction.Fail<>(entry.part(), restarted));
      return false;
    }
    return windows
        .computeIfAbsent(target.life(), absent -> new EngineWindow<>(limits, waiting))
        .offer(entry);
  }

  private static <N> DispatchTarget<N> target(Entry<N> entry) {
    return entry.call().targets().get(entry.place());
  }

  /** Sends requests of one call in their order: if they are one and the same, once to each node. */
  private void sendTogether(List<Entry<N>> ofCall, List<Instruction<N>> todo) {
    if (ofCall.isEmpty()) {
      return;
    }
    DispatchedCall<N> call = ofCall.get(0).call();
    Request first = ofCall.get(0).request();
    boolean shared = ofCall.stream().allMatch(next -> next.request() == first);
    Map<N, List<Integer>> byNode = new LinkedHashMap<>();
    for (Entry<N> next : ofCall) {
      N node = target(next).relay();
      if (shared) {
        byNode.computeIfAbsent(node, absent -> new ArrayList<>()).add(next.place());
      } else {
        todo.add(send(call, node, next.request(), List.of(next.place())));
      }
    }
    byNode.forEach((node, places) -> todo.add(send(call, node, first, places)));
  }

  private Instruction.Send<N> send(
      DispatchedCall<N> call, N node, Request request, List<Integer> places) {
    boolean clientClosed = closing.contains(call.id().client());
    return new Instruction.Send<>(call, node, request, places, clientClosed);
  }

  /** Handles that a request is on its way. */
  public List<Instruction<N>> sent(Instruction.Send<N> send) {
    DispatchedCall<N> call = send.call();
    String client = call.id().client();
    if (!send.clientClosed()) {
      send.places().forEach(place -> used.used(client, call.targets().get(place), send.request()));
    }
    KernelError cleared = clearing(send.request());
    if (cleared == null) {
      return List.of();
    }
    List<Instruction<N>> todo = new ArrayList<>();
    for (int place : send.places()) {
      EngineWindow<N> window = window(call, place);
      if (window != null && window.isSent(call.part(place))) {
        drop(window.clear(), cleared, todo);
      }
    }
    pump(call, send.places(), todo);
    return todo;
  }

  /** Returns why a request drops what waits for its engine; null if it does not. */
  private static @Nullable KernelError clearing(Request request) {
    if (request instanceof Request.Kill) {
      return new QueueCleared("it waited for an engine that was killed");
    }
    return request instanceof Question.ClearQueue || request instanceof Request.Reset
        ? new QueueCleared("the queue was cleared by " + request.text())
        : null;
  }

  /**
   * Handles that a request cannot be sent. It counts as failed on its engines, because requests
   * that wait behind it may build on it.
   */
  public List<Instruction<N>> refused(Instruction.Send<N> send, KernelError why) {
    List<Instruction<N>> todo = new ArrayList<>();
    DispatchedCall<N> call = send.call();
    Outcome outcome = Outcome.failed(why);
    for (int place : send.places()) {
      todo.add(new Instruction.Fail<>(call.part(place), why));
      EngineWindow<N> window = window(call, place);
      if (window != null) {
        boolean queued = send.request() instanceof Request.Queued;
        drop(window.end(call, place, queued, outcome, null), behind(outcome), todo);
      }
    }
    pump(call, send.places(), todo);
    return todo;
  }

  private @Nullable EngineWindow<N> window(DispatchedCall<N> call, int place) {
    return windows.get(call.targets().get(place).life());
  }

  private void drop(List<PartId> parts, KernelError why, List<Instruction<N>> todo) {
    parts.forEach(part -> todo.add(new Instruction.Fail<>(part, why)));
  }

  /** Handles the outcomes of parts of a call. */
  public List<Instruction<N>> answered(DispatchedCall<N> call, List<? extends PartAnswer> answers) {
    List<Instruction<N>> todo = new ArrayList<>();
    List<Integer> places = new ArrayList<>(answers.size());
    for (PartAnswer answer : answers) {
      places.add(answer.place());
      EngineWindow<N> window = window(call, answer.place());
      if (window != null) {
        List<PartId> dropped =
            window.end(call, answer.place(), answer.ran(), answer.outcome(), answer.failureMark());
        if (!dropped.isEmpty()) {
          drop(dropped, behind(answer.outcome()), todo);
        }
      }
    }
    pump(call, places, todo);
    return todo;
  }

  private static KernelError behind(Outcome outcome) {
    String why =
        outcome instanceof Outcome.Failed failed
            ? failed.failure().errorName() + ": " + firstLine(failed.failure().errorMessage())
            : "";
    return new QueueCleared("it waited behind a call that failed: " + why);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Takes out what waits of a call, and fails it. */
  public List<Instruction<N>> cancel(DispatchedCall<N> call, KernelError why) {
    List<Instruction<N>> todo = new ArrayList<>();
    for (int place = 0; place < call.targets().size(); place++) {
      PartId part = call.part(place);
      EngineWindow<N> window = window(call, place);
      if (window != null && window.removeWaiting(part)) {
        todo.add(new Instruction.Fail<>(part, why));
      }
    }
    pump(call, places(call), todo);
    return todo;
  }

  /** Forgets a call that has ended. */
  public List<Instruction<N>> forget(DispatchedCall<N> call) {
    List<Instruction<N>> todo = new ArrayList<>();
    for (int place = 0; place < call.targets().size(); place++) {
      EngineWindow<N> window = window(call, place);
      if (window != null) {
        window.remove(call.part(place));
      }
    }
    pump(call, places(call), todo);
    return todo;
  }

  private List<Integer> places(DispatchedCall<N> call) {
    return IntStream.range(0, call.targets().size()).boxed().toList();
  }

  /** Fails what is with a life of an engine that has ended, and what waited behind it. */
  public List<Instruction<N>> lost(EngineLife life, KernelError error) {
    failures.lost(life);
    EngineWindow<N> window = windows.remove(life);
    if (window == null) {
      return List.of();
    }
    window.leave();
    List<Instruction<N>> todo = new ArrayList<>();
    KernelError why = error;
    for (PartId part : window.all()) {
      todo.add(new Instruction.Fail<>(part, why));
      why = new QueueCleared("it waited on an engine that is lost: " + error.errorMessage());
    }
    endClosing();
    return todo;
  }

  /** Handles that a client is closed. Its waiting requests go on, like those on the engines. */
  public void clientClosed(String client) {
    used.forget(client);
    failures.forget(client);
    if (isAwaitedBy(client)) {
      closing.add(client);
    }
  }

  private boolean isAwaitedBy(String client) {
    return windows.values().stream().anyMatch(window -> window.isAwaitedBy(client));
  }

  private void endClosing() {
    if (!closing.isEmpty()) {
      closing.removeIf(client -> !isAwaitedBy(client));
    }
  }

  /** Sends what there is room for now on the engines at some places of a call. */
  private void pump(DispatchedCall<N> call, List<Integer> places, List<Instruction<N>> todo) {
    Set<EngineLife> lives = new LinkedHashSet<>();
    places.forEach(place -> lives.add(call.targets().get(place).life()));
    takeSendable(lives).values().forEach(entries -> sendTogether(entries, todo));
    for (EngineLife life : lives) {
      EngineWindow<N> window = windows.get(life);
      if (window != null && window.isEmpty()) {
        windows.remove(life);
      }
    }
    endClosing();
  }

  /** Returns what can be sent, by the numbers of the calls: their order holds on every engine. */
  private SortedMap<Long, List<Entry<N>>> takeSendable(Collection<EngineLife> lives) {
    SortedMap<Long, List<Entry<N>>> ready = new TreeMap<>();
    for (EngineLife life : lives) {
      EngineWindow<N> window = windows.get(life);
      if (window != null) {
        window
            .takeSendable()
            .forEach(
                entry ->
                    ready
                        .computeIfAbsent(entry.call().number(), absent -> new ArrayList<>())
                        .add(entry));
      }
    }
    return ready;
  }
}
