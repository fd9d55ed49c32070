package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * Two clients with a controller each that send requests to one engine without waiting for results.
 * Requests and answers take any time, but keep their order. Each end of a request is checked: a
 * request runs if its client knew of all earlier failures when it sent the request, and is dropped
 * otherwise.
 */
final class ModelPipelines {

  private static final EngineLife LIFE = new EngineLife(new EngineId(0), "life");
  private static final TestCall.Target ENGINE = new TestCall.Target(LIFE, "slot", "node", "");
  private static final WindowLimits LIMITS = new WindowLimits(5, 1_000);

  /** A request and what the model knows of it. */
  private static final class Sent {
    final TestCall call;
    final boolean fails;
    final long knew;
    boolean ended;

    /** The number of its failure; 0 if it has not failed. */
    long failure;

    Sent(TestCall call, boolean fails, long knew) {
      this.call = call;
      this.fails = fails;
      this.knew = knew;
    }
  }

  private record Answer(int place, Outcome outcome, boolean ran, @Nullable FailureMark failureMark)
      implements PartAnswer {
    @Override
    public long size() {
      return 0;
    }
  }

  /** A client, its controller, and the two directions of its link. */
  private final class Client implements Instruction.Performer<String> {

    final String name;
    final CallDispatcher<String> dispatcher = new CallDispatcher<>(LIMITS);
    final InstructionQueue<String> instructions = new InstructionQueue<>(this);
    final Map<CallId, Sent> all = new LinkedHashMap<>();
    final Queue<QueuedRequest> toEngine = new ArrayDeque<>();
    final Queue<Map.Entry<CallId, Answer>> toClient = new ArrayDeque<>();
    long knows;

    Client(String name) {
      this.name = name;
    }

    void submit() {
      var id = new CallId(name, all.size() + 1L);
      var call =
          new TestCall(
              id,
              id.number(),
              List.of(ENGINE),
              random.nextInt(8) == 0,
              dispatcher.failuresSeen(name));
      all.put(id, new Sent(call, random.nextInt(6) == 0, knows));
      instructions.perform(dispatcher.submit(call, List.of(new Request.Execute("x"))));
    }

    @Override
    public void send(Instruction.Send<String> send) {
      CallId id = send.call().id();
      toEngine.add(
          new QueuedRequest(
              new PartId(id, 0),
              (Request.Queued) send.request(),
              send.call().continueOnError(),
              false,
              send.call().failureSeen(0)));
      instructions.perform(dispatcher.sent(send));
    }

    @Override
    public void fail(Instruction.Fail<String> fail) {
      dropped(sent(fail.part().call()));
    }

    Sent sent(CallId id) {
      return Objects.requireNonNull(all.get(id));
    }

    /** Ends a request that is not to run; there must be a failure that its client did not know. */
    void dropped(Sent sent) {
      assertThat(sent.ended).as("%s ends twice", sent.call.id()).isFalse();
      assertThat(missesFailure(sent)).as("%s is dropped", sent.call.id()).isTrue();
      sent.ended = true;
      dropped++;
    }

    /** Ends a request that runs; its client must have known of all failures before it. */
    void ran(Sent sent) {
      assertThat(missesFailure(sent) && !sent.call.continueOnError())
          .as("%s runs", sent.call.id())
          .isFalse();
      sent.ended = true;
    }

    private boolean missesFailure(Sent sent) {
      return all.values().stream()
          .filter(earlier -> earlier.call.number() < sent.call.number())
          .anyMatch(earlier -> earlier.failure > sent.knew);
    }

    void receive() {
      Map.Entry<CallId, Answer> next = toClient.poll();
      if (next != null) {
        Answer answer = next.getValue();
        if (answer.failureMark() != null) {
          knows = Math.max(knows, answer.failureMark().number());
        }
        dispatcher.noteFailures(name, List.of(answer));
        instructions.perform(dispatcher.answered(sent(next.getKey()).call, List.of(answer)));
      }
    }
  }

  private final Random random;
  private final EngineQueue queue;
  private final List<Client> clients = new ArrayList<>();
  private int dropped;
  private int droppedOnTheirWay;

  ModelPipelines(long seed, int maxRequests) {
    this.random = new Random(seed);
    this.queue = new EngineQueue(maxRequests, 1_000_000);
    clients.add(new Client("ann"));
    clients.add(new Client("bob"));
  }

  int dropped() {
    return dropped;
  }

  int droppedOnTheirWay() {
    return droppedOnTheirWay;
  }

  /** Does something at random. */
  void step() {
    Client client = clients.get(random.nextInt(clients.size()));
    switch (random.nextInt(4)) {
      case 0 -> client.submit();
      case 1 -> arrive(client);
      case 2 -> run();
      default -> client.receive();
    }
  }

  /** Lets all that is under way end; checks that each request has ended. */
  void finish() {
    while (clients.stream().anyMatch(client -> client.all.values().stream().anyMatch(s -> !s.ended))
        || clients.stream().anyMatch(client -> !client.toClient.isEmpty())) {
      clients.forEach(this::arrive);
      run();
      clients.forEach(Client::receive);
    }
    assertThat(queue.waiting()).isEmpty();
  }

  private void arrive(Client client) {
    QueuedRequest next = client.toEngine.poll();
    if (next == null) {
      return;
    }
    Sent sent = client.sent(next.part().call());
    try {
      queue.add(next);
    } catch (QueueFull full) {
      sent.ended = true;
      failed(client, sent);
      answer(client, next, Outcome.failed(full), false);
    } catch (QueueCleared unaware) {
      droppedOnTheirWay++;
      client.dropped(sent);
      answer(client, next, Outcome.failed(unaware), false);
    }
  }

  private void failed(Client client, Sent sent) {
    if (!sent.call.continueOnError()) {
      sent.failure = queue.newestFailureOf(client.name);
    }
  }

  private void run() {
    QueuedRequest next = queue.startNext();
    if (next == null) {
      return;
    }
    Client client = clientOf(next);
    Sent sent = client.sent(next.part().call());
    client.ran(sent);
    List<QueuedRequest> behind = queue.finish(sent.fails);
    if (sent.fails) {
      failed(client, sent);
    }
    for (QueuedRequest each : behind) {
      client.dropped(client.sent(each.part().call()));
      answer(client, each, Outcome.failed(new QueueCleared("behind")), false);
    }
    Outcome outcome = sent.fails ? Outcome.failed(new KernelError("failed")) : new Outcome.Done();
    answer(client, next, outcome, true);
  }

  private Client clientOf(QueuedRequest request) {
    return clients.stream().filter(c -> c.name.equals(request.client())).findFirst().orElseThrow();
  }

  private void answer(Client client, QueuedRequest request, Outcome outcome, boolean ran) {
    long newest = queue.newestFailureOf(client.name);
    FailureMark mark =
        outcome instanceof Outcome.Failed && newest > 0 ? new FailureMark(LIFE, newest) : null;
    client.toClient.add(Map.entry(request.part().call(), new Answer(0, outcome, ran, mark)));
  }
}
