package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * Two clients and three engines that use a dispatcher at random. Each step checks that what the
 * dispatcher does is allowed.
 */
final class ModelCluster implements Instruction.Performer<String> {

  private static final WindowLimits LIMITS = new WindowLimits(3, 100);
  private static final List<String> NODES = List.of("north", "north", "south");
  private static final List<String> CLIENTS = List.of("ann", "bob");

  /** A call and its parts that have not ended, by their places. */
  private record Open(TestCall call, Map<Integer, Part> parts) {}

  /** A part of a call that has not ended. */
  private static final class Part {
    final Open open;
    final int place;
    final Request request;
    boolean sent;

    Part(Open open, int place, Request request) {
      this.open = open;
      this.place = place;
      this.request = request;
    }

    EngineLife life() {
      return open.call().targets().get(place).life();
    }
  }

  private final Random random;
  private final CallDispatcher<String> dispatcher = new CallDispatcher<>(LIMITS);
  private final InstructionQueue<String> instructions = new InstructionQueue<>(this);
  private final Map<CallId, Open> calls = new LinkedHashMap<>();
  private final Map<EngineLife, Long> latestQueued = new LinkedHashMap<>();
  private final int[] lives = new int[NODES.size()];
  private long lastNumber;
  private int ended;
  private int submitted;
  private boolean losing;

  ModelCluster(long seed) {
    this.random = new Random(seed);
  }

  /** Does something at random. */
  void step() {
    int kind = random.nextInt(100);
    if (kind < 45) {
      submit();
    } else if (kind < 90) {
      answer();
    } else if (kind < 94) {
      cancel();
    } else if (kind < 97) {
      forgetEarly();
    } else if (kind < 98) {
      dispatcher.clientClosed(pick(CLIENTS));
    } else {
      lose(random.nextInt(NODES.size()));
    }
    forgetEnded();
    check();
  }

  /** Answers all that is open; checks that each part of each call has ended. */
  void finish() {
    while (!calls.isEmpty()) {
      answer();
      forgetEnded();
      check();
    }
    assertThat(dispatcher.waiting().sum()).isZero();
    assertThat(ended).isEqualTo(submitted);
  }

  private void submit() {
    lastNumber++;
    List<TestCall.Target> targets = new ArrayList<>();
    Set<Integer> engines = new TreeSet<>();
    engines.add(random.nextInt(NODES.size()));
    engines.add(random.nextInt(NODES.size()));
    engines.forEach(engine -> targets.add(target(engine)));
    var id = new CallId(pick(CLIENTS), lastNumber);
    var call = new TestCall(id, lastNumber, targets, random.nextInt(5) == 0);
    List<Request> requests = new ArrayList<>();
    requests.add(request());
    if (targets.size() > 1 && random.nextBoolean()) {
      requests.add(request());
    }
    var open = new Open(call, new LinkedHashMap<>());
    for (int place = 0; place < targets.size(); place++) {
      Request request = requests.get(requests.size() == 1 ? 0 : place);
      open.parts().put(place, new Part(open, place, request));
    }
    submitted += targets.size();
    calls.put(id, open);
    instructions.perform(dispatcher.submit(call, requests));
  }

  private TestCall.Target target(int engine) {
    return new TestCall.Target(life(engine), "slot-" + engine, NODES.get(engine), "");
  }

  private EngineLife life(int engine) {
    return new EngineLife(new EngineId(engine), "life-" + engine + "-" + lives[engine]);
  }

  private Request request() {
    return switch (random.nextInt(20)) {
      case 0 -> new Question.Keys();
      case 1 -> new Question.ClearQueue();
      case 2 -> new Request.Reset();
      default -> new Request.Execute("x".repeat(random.nextInt(random.nextInt(8) == 0 ? 80 : 25)));
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private List<Part> parts() {
    return calls.values().stream().flatMap(open -> open.parts().values().stream()).toList();
  }

  /** Answers a request that an engine has. */
  private void answer() {
    List<Part> sent = parts().stream().filter(part -> part.sent).toList();
    if (sent.isEmpty()) {
      return;
    }
    Part part = pick(sent);
    var answer =
        switch (random.nextInt(8)) {
          case 0 -> TestAnswer.failed(part.place, true, new KernelError("failed"));
          case 1 -> TestAnswer.failed(part.place, false, new QueueCleared("cleared"));
          case 2 -> TestAnswer.failed(part.place, false, new QueueFull("full"));
          default -> new TestAnswer(part.place, new Outcome.Done(), true);
        };
    end(part);
    instructions.perform(dispatcher.answered(part.open.call(), List.of(answer)));
  }

  private void cancel() {
    if (calls.isEmpty()) {
      return;
    }
    Open open = pick(List.copyOf(calls.values()));
    instructions.perform(dispatcher.cancel(open.call(), new TaskAborted("cancelled")));
    assertThat(open.parts().values()).allMatch(part -> part.sent);
  }

  /** Ends a call without answers, like a controller that knows that a node has gone. */
  private void forgetEarly() {
    if (calls.isEmpty()) {
      return;
    }
    Open open = pick(List.copyOf(calls.values()));
    List.copyOf(open.parts().values()).forEach(this::end);
  }

  private void lose(int engine) {
    EngineLife life = life(engine);
    lives[engine]++;
    losing = true;
    instructions.perform(dispatcher.lost(life, new EngineLost("lost")));
    losing = false;
    assertThat(parts()).noneMatch(part -> part.life().equals(life));
  }

  private void end(Part part) {
    assertThat(part.open.parts().remove(part.place)).isSameAs(part);
    ended++;
  }

  /** Forgets the calls of which all parts have ended. */
  private void forgetEnded() {
    for (Open open : List.copyOf(calls.values())) {
      if (open.parts().isEmpty()) {
        calls.remove(open.call().id());
        instructions.perform(dispatcher.forget(open.call()));
      }
    }
  }

  @Override
  public void send(Instruction.Send<String> send) {
    boolean refuses = random.nextInt(20) == 0;
    for (int place : send.places()) {
      Part part = part(send.call().part(place));
      assertThat(part.sent).isFalse();
      assertThat(part.request).isSameAs(send.request());
      assertThat(send.call().targets().get(place).relay()).isEqualTo(send.node());
      checkRoom(part);
      part.sent = !refuses;
    }
    instructions.perform(
        refuses
            ? dispatcher.refused(send, new QueueFull("the link is full"))
            : dispatcher.sent(send));
  }

  /** Checks that the engine has room for a request, and that no later call came before it. */
  private void checkRoom(Part part) {
    if (!(part.request instanceof Request.Queued) || part.request instanceof Request.Reset) {
      return;
    }
    long number = part.open.call().number();
    assertThat(latestQueued.getOrDefault(part.life(), 0L)).isLessThan(number);
    latestQueued.put(part.life(), number);
    assertThat(hasRoomFor(part)).isTrue();
  }

  private boolean hasRoomFor(Part part) {
    List<Long> sizes =
        parts().stream()
            .filter(other -> other.sent && other.life().equals(part.life()))
            .filter(other -> other.request instanceof Request.Queued)
            .map(other -> other.request.size())
            .toList();
    long bytes = sizes.stream().filter(size -> size <= LIMITS.bytes()).reduce(0L, Long::sum);
    return sizes.isEmpty()
        || (sizes.size() < LIMITS.requests() && bytes + part.request.size() <= LIMITS.bytes());
  }

  @Override
  public void fail(Instruction.Fail<String> fail) {
    Part part = part(fail.part());
    assertThat(part.sent && !losing)
        .as("%s fails although its engine has it", fail.part())
        .isFalse();
    end(part);
  }

  /** Returns a part that has not ended: nothing may be done with any other. */
  private Part part(PartId id) {
    Open open = calls.get(id.call());
    Part part = open == null ? null : open.parts().get(id.place());
    if (part == null) {
      throw new AssertionError("part " + id + " has ended");
    }
    return part;
  }

  /** Checks the counter, and that no request waits for an engine that has room. */
  private void check() {
    List<Part> waiting = parts().stream().filter(part -> !part.sent).toList();
    assertThat(dispatcher.waiting().sum()).isEqualTo(waiting.size());
    Map<EngineLife, Part> first = new LinkedHashMap<>();
    waiting.forEach(part -> first.putIfAbsent(part.life(), part));
    assertThat(first.values()).noneMatch(this::hasRoomFor);
  }
}
