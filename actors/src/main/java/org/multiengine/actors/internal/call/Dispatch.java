package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
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
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * Sends the requests of a controller's calls to the engines, one message to a node where that is
 * possible, and holds back what an engine should not have yet. Used by one actor alone.
 *
 * <p>What waits here is treated as what waits on the engine: it is dropped by a failure before it,
 * a clear, a reset or a kill, and taken out by a cancel. What is on its way to the engine while an
 * earlier request fails there still runs. A clear or reset of another process drops what waits here
 * only behind requests of the same client that it has dropped on the engine.
 */
public final class Dispatch {

  /** What a dispatch makes its controller do. */
  public interface Outlet {

    /**
     * Sends a message to a node.
     *
     * @return why it cannot be sent, or null if it is on its way
     */
    @Nullable KernelError send(ActorRef<LinkFrame> relay, LinkBody.Submit message);

    /** Tells a node that a client is closed. */
    public void clientClosed(ActorRef<LinkFrame> relay, String client);

    /** Ends a request of a call with an error. */
    void fail(Lane.Item item, KernelError why);
  }

  private record Life(EngineId engine, String incarnation) {
    static Life of(EngineEntry entry) {
      return new Life(entry.id(), entry.incarnation());
    }
  }

  private final Lane.Limits limits;
  private final Outlet outlet;
  private final Map<Life, Lane> lanes = new HashMap<>();
  private final UsedLives used = new UsedLives();
  private final LongAdder waiting = new LongAdder();

  /** Clients that are closed while something of theirs waits here. */
  private final Set<String> closing = new HashSet<>();

  public Dispatch(Lane.Limits limits, Outlet outlet) {
    this.limits = limits;
    this.outlet = outlet;
  }

  /** Returns how many requests wait here; may be asked by any thread. */
  public LongAdder waiting() {
    return waiting;
  }

  /** Takes the requests of a call: one for all targets, or one for each. */
  public void submit(Call call, List<Request> requests) {
    boolean shared = requests.size() == 1;
    List<Lane.Sendable> now = new ArrayList<>();
    for (int place = 0; place < call.targets().size(); place++) {
      var next = new Lane.Sendable(new Lane.Item(call, place), requests.get(shared ? 0 : place));
      if (offer(next)) {
        now.add(next);
      }
    }
    sendTogether(now);
    if (shared) {
      clearIfAsked(call, requests.get(0));
    }
    pump(call, places(call));
  }

  /** Puts a request behind the others for its engine; returns whether it is to be sent now. */
  private boolean offer(Lane.Sendable next) {
    Call call = next.item().call();
    EngineEntry target = call.targets().get(next.item().place());
    KernelError restarted = used.refusal(call.client(), target, next.request());
    if (restarted != null) {
      outlet.fail(next.item(), restarted);
      return false;
    }
    return lanes
        .computeIfAbsent(Life.of(target), absent -> new Lane(limits, waiting))
        .offer(next.item(), next.request());
  }

  private static List<Integer> places(Call call) {
    return IntStream.range(0, call.targets().size()).boxed().toList();
  }

  /** Sends requests of one call in their order: if they are one and the same, once to each node. */
  private void sendTogether(List<Lane.Sendable> ofCall) {
    if (ofCall.isEmpty()) {
      return;
    }
    Call call = ofCall.get(0).item().call();
    Request first = ofCall.get(0).request();
    boolean shared = ofCall.stream().allMatch(next -> next.request() == first);
    Map<ActorRef<LinkFrame>, List<Integer>> byNode = new LinkedHashMap<>();
    for (Lane.Sendable next : ofCall) {
      int place = next.item().place();
      ActorRef<LinkFrame> relay = call.targets().get(place).relay();
      if (shared) {
        byNode.computeIfAbsent(relay, absent -> new ArrayList<>()).add(place);
      } else {
        send(call, relay, next.request(), List.of(place));
      }
    }
    byNode.forEach((relay, places) -> send(call, relay, first, places));
  }

  private void send(Call call, ActorRef<LinkFrame> relay, Request request, List<Integer> places) {
    KernelError refusal = outlet.send(relay, call.message(request, places));
    if (refusal != null) {
      places.forEach(place -> refuse(new Lane.Item(call, place), request, refusal));
    }
    if (closing.contains(call.client())) {
      outlet.clientClosed(relay, call.client());
    } else if (refusal == null) {
      places.forEach(place -> used.used(call.client(), call.targets().get(place), request));
    }
  }

  /** It counts as failed on the engine: what waits behind it may build on it. */
  private void refuse(Lane.Item item, Request request, KernelError refusal) {
    outlet.fail(item, refusal);
    Lane lane = lane(item);
    if (lane != null) {
      Outcome refused = Outcome.failed(refusal);
      drop(lane.end(item, !request.immediate(), refused), behind(refused));
    }
  }

  /** What drops the queue of an engine drops what waits for it here too. */
  private void clearIfAsked(Call call, Request request) {
    if (!(request instanceof Request.ClearQueue
        || request instanceof Request.Reset
        || request instanceof Request.Kill)) {
      return;
    }
    KernelError why =
        request instanceof Request.Kill
            ? new QueueCleared("it waited for an engine that was killed")
            : new QueueCleared("the queue was cleared by " + request.text());
    for (int place = 0; place < call.targets().size(); place++) {
      var item = new Lane.Item(call, place);
      Lane lane = lane(item);
      if (lane != null && lane.isSent(item)) {
        drop(lane.clear(), why);
      }
    }
  }

  private @Nullable Lane lane(Lane.Item item) {
    return lanes.get(Life.of(item.call().targets().get(item.place())));
  }

  private void drop(List<Lane.Item> items, KernelError why) {
    items.forEach(item -> outlet.fail(item, why));
  }

  /** Takes the outcomes of a call, and sends what there is room for now. */
  public void answered(Call call, List<LinkBody.Answer> answers) {
    for (LinkBody.Answer answer : answers) {
      var item = new Lane.Item(call, answer.place());
      Lane lane = lane(item);
      if (lane != null) {
        List<Lane.Item> dropped = lane.end(item, answer.started() != 0, answer.outcome());
        if (!dropped.isEmpty()) {
          drop(dropped, behind(answer.outcome()));
        }
      }
    }
    pump(call, answers.stream().map(LinkBody.Answer::place).toList());
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
  public void cancel(Call call, KernelError why) {
    for (int place = 0; place < call.targets().size(); place++) {
      var item = new Lane.Item(call, place);
      Lane lane = lane(item);
      if (lane != null && lane.removeWaiting(item)) {
        outlet.fail(item, why);
      }
    }
    pump(call, places(call));
  }

  /** Forgets a call that has ended. */
  public void forget(Call call) {
    for (int place = 0; place < call.targets().size(); place++) {
      var item = new Lane.Item(call, place);
      Lane lane = lane(item);
      if (lane != null) {
        lane.remove(item);
      }
    }
    pump(call, places(call));
  }

  /** Fails what is with a life of an engine that has ended, and what waited behind it. */
  public void lost(EngineEntry entry, KernelError error) {
    Lane lane = lanes.remove(Life.of(entry));
    if (lane == null) {
      return;
    }
    lane.leave();
    KernelError why = error;
    for (Lane.Item item : lane.all()) {
      outlet.fail(item, why);
      why = new QueueCleared("it waited on an engine that is lost: " + error.errorMessage());
    }
    endClosing();
  }

  /** A client is closed. What waits of it goes on, as what is with the engines does. */
  public void clientClosed(String client) {
    used.forget(client);
    if (isAwaitedBy(client)) {
      closing.add(client);
    }
  }

  private boolean isAwaitedBy(String client) {
    return lanes.values().stream().anyMatch(lane -> lane.isAwaitedBy(client));
  }

  private void endClosing() {
    if (!closing.isEmpty()) {
      closing.removeIf(client -> !isAwaitedBy(client));
    }
  }

  /** Sends what there is room for now on the engines at some places of a call. */
  private void pump(Call call, List<Integer> places) {
    Set<Life> lives = new LinkedHashSet<>();
    places.forEach(place -> lives.add(Life.of(call.targets().get(place))));
    SortedMap<Long, List<Lane.Sendable>> ready = takeSendable(lives);
    while (!ready.isEmpty()) {
      ready.values().forEach(this::sendTogether);
      ready = takeSendable(lives); // what was refused has left room
    }
    for (Life life : lives) {
      Lane lane = lanes.get(life);
      if (lane != null && lane.isEmpty()) {
        lanes.remove(life);
      }
    }
    endClosing();
  }

  /** Returns what can be sent, by the numbers of the calls: their order holds on every engine. */
  private SortedMap<Long, List<Lane.Sendable>> takeSendable(Collection<Life> lives) {
    SortedMap<Long, List<Lane.Sendable>> ready = new TreeMap<>();
    for (Life life : lives) {
      Lane lane = lanes.get(life);
      if (lane != null) {
        lane.takeSendable()
            .forEach(
                next ->
                    ready
                        .computeIfAbsent(next.item().call().number(), absent -> new ArrayList<>())
                        .add(next));
      }
    }
    return ready;
  }
}
