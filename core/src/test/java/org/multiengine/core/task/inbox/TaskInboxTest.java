package org.multiengine.core.task.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskSettings.Share;
import org.multiengine.core.task.inbox.TaskInbox.Cancelled;
import org.multiengine.core.task.inbox.TaskInbox.Granted;

final class TaskInboxTest {

  private static final long MILLIS = 1_000_000;
  private static final EngineLife FIRST = engine(0);
  private static final EngineLife SECOND = engine(1);
  private static final NodeTraits TRAITS = new NodeTraits(Set.of("gpu"), Map.of("gpu", 1.0));

  private TaskInbox<String, String> inbox = inbox(InboxSettings.defaults(), 2);
  private long now;

  private static EngineLife engine(int number) {
    return new EngineLife(new EngineId(number), "life" + number);
  }

  private static TaskInbox<String, String> inbox(InboxSettings settings, int engines) {
    var created = new TaskInbox<String, String>(settings, TRAITS);
    IntStream.range(0, engines).forEach(number -> created.joined(engine(number)));
    return created;
  }

  private static InboxSettings settings(int maxTasks, long maxBytes, double share) {
    InboxSettings all = InboxSettings.defaults();
    return new InboxSettings(
        maxTasks,
        maxBytes,
        all.quantum(),
        all.maxAhead(),
        all.assumedRoundTrip(),
        all.busyAfter(),
        new Share(share, Duration.ofMillis(50)),
        all.directRequests(),
        all.directTime());
  }

  private static TaskOrder<String> order(String client, long number) {
    return order(client, number, 0, TaskNeeds.none(), Set.of());
  }

  private static TaskOrder<String> order(
      String client, long number, int priority, TaskNeeds needs, Set<EngineLife> engines) {
    var id = new AttemptId(new TaskId(client, number), 1);
    return new TaskOrder<>(id, client, needs, engines, priority, 100, "work");
  }

  private static AttemptId id(String client, long number) {
    return order(client, number).id();
  }

  private void offer(String client, long... numbers) {
    for (long number : numbers) {
      inbox.offer(client, List.of(order(client, number)), false);
    }
  }

  /** Begins the next attempt on an engine; returns its task, or an empty text if there is none. */
  private String next(EngineLife engine) {
    var started = inbox.next(engine, now);
    return started == null ? "" : started.order().id().task().toString();
  }

  private NodeGrant grant(String client) {
    return inbox.grants(now).stream()
        .filter(granted -> granted.client().equals(client))
        .map(Granted::grant)
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  @Test
  void next_freeEngine_beginsTheFirst() {
    offer("ann", 1, 2, 3);

    assertThat(List.of(next(FIRST), next(SECOND), next(FIRST)))
        .containsExactly("ann#1", "ann#2", "");
    assertThat(inbox.running()).isEqualTo(2);
    assertThat(inbox.waiting()).isEqualTo(1);
  }

  @Test
  void ended_running_freesTheEngineAndMeasures() {
    offer("ann", 1, 2);
    next(FIRST);
    now += 7 * MILLIS;

    var ended = inbox.ended(id("ann", 1), now);

    assertThat(ended).isEqualTo(new TaskInbox.Ended<>("ann", 7 * MILLIS));
    assertThat(inbox.ended(id("ann", 1), now)).isNull();
    assertThat(next(FIRST)).isEqualTo("ann#2");
  }

  @Test
  void next_priorities_highestFirst() {
    inbox.offer("ann", List.of(order("ann", 1)), false);
    inbox.offer("ann", List.of(order("ann", 2, 5, TaskNeeds.none(), Set.of())), false);

    assertThat(next(FIRST)).isEqualTo("ann#2");
  }

  @Test
  void next_orderForAnotherEngine_isPassedOver() {
    inbox.offer("ann", List.of(order("ann", 1, 0, TaskNeeds.none(), Set.of(SECOND))), false);
    offer("ann", 2);

    assertThat(List.of(next(FIRST), next(SECOND))).containsExactly("ann#2", "ann#1");
  }

  @Test
  void next_resourceInUse_waitsUntilItIsFree() {
    var gpu = new TaskNeeds(null, Set.of(), Map.of("gpu", 1.0), "");
    inbox.offer("ann", List.of(order("ann", 1, 0, gpu, Set.of())), false);
    inbox.offer("ann", List.of(order("ann", 2, 0, gpu, Set.of())), false);
    next(FIRST);
    assertThat(next(SECOND)).isEmpty();

    inbox.ended(id("ann", 1), now);

    assertThat(next(SECOND)).isEqualTo("ann#2");
  }

  @Test
  void offer_noEngineCanRunIt_isReturned() {
    var tpu = new TaskNeeds(null, Set.of("tpu"), Map.of(), "");

    var declined = inbox.offer("ann", List.of(order("ann", 1, 0, tpu, Set.of())), false);

    assertThat(declined.returned()).containsExactly(id("ann", 1));
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void offer_beyondTheLimits_isRefused() {
    inbox = inbox(settings(2, 250, 1), 1);

    var declined =
        inbox.offer("ann", List.of(order("ann", 1), order("ann", 2), order("ann", 3)), false);
    assertThat(declined.refused()).containsExactly(id("ann", 3));

    inbox.recall("ann", List.of(id("ann", 1)));
    assertThat(inbox.offer("ann", List.of(order("ann", 4)), false).refused()).isEmpty();
    assertThat(inbox.waitingBytes()).isEqualTo(200);
  }

  @Test
  void recall_begunAndWaiting_returnsTheWaitingOne() {
    offer("ann", 1, 2);
    next(FIRST);

    assertThat(inbox.recall("ann", List.of(id("ann", 1), id("ann", 2), id("ann", 9))))
        .containsExactly(id("ann", 2));
    assertThat(next(SECOND)).isEmpty();
  }

  @Test
  void cancel_waitingRunningUnknown_saysWhich() {
    offer("ann", 1, 2);
    next(FIRST);

    assertThat(inbox.cancel("ann", id("ann", 1))).isEqualTo(new Cancelled(false, FIRST));
    assertThat(inbox.cancel("ann", id("ann", 2))).isEqualTo(new Cancelled(true, null));
    assertThat(inbox.cancel("ann", id("ann", 3))).isEqualTo(new Cancelled(false, null));
  }

  @Test
  void gone_client_dropsItsTasksAndNamesItsEngines() {
    offer("ann", 1, 2, 3);
    offer("bob", 1);
    next(FIRST);

    assertThat(inbox.gone("ann")).containsExactly(FIRST);
    assertThat(inbox.waiting()).isEqualTo(1);
    assertThat(next(SECOND)).isEqualTo("bob#1");
  }

  @Test
  void left_engine_losesItsAttemptAndReturnsWhatOnlyItCouldRun() {
    offer("ann", 1, 2);
    inbox.offer("bob", List.of(order("bob", 1, 0, TaskNeeds.none(), Set.of(FIRST))), false);
    next(FIRST);

    var left = inbox.left(FIRST);

    assertThat(left.running()).isEqualTo(new TaskInbox.Returned<>("ann", List.of(id("ann", 1))));
    assertThat(left.returned())
        .containsExactly(new TaskInbox.Returned<>("bob", List.of(id("bob", 1))));
    assertThat(next(SECOND)).isEqualTo("ann#2");
  }

  @Test
  void drain_waiting_isReturnedAndNothingAccepted() {
    offer("ann", 1, 2);
    next(FIRST);

    assertThat(inbox.drain())
        .containsExactly(new TaskInbox.Returned<>("ann", List.of(id("ann", 2))));
    assertThat(inbox.offer("ann", List.of(order("ann", 3)), false).returned()).hasSize(1);
    assertThat(grant("ann").window()).isZero();
    inbox.resume();
    assertThat(grant("ann").window()).isPositive();
  }

  /** Has two clients of short and long tasks run on an engine; returns each one's time. */
  private Map<String, Long> run(long annMillis, long bobMillis, long until) {
    inbox = inbox(InboxSettings.defaults(), 1);
    Map<String, Long> used = new HashMap<>();
    long number = 0;
    offer("ann", ++number);
    offer("bob", ++number);
    while (now < until) {
      var started = inbox.next(FIRST, now);
      String client = Objects.requireNonNull(started).client();
      long time = (client.equals("ann") ? annMillis : bobMillis) * MILLIS;
      offer(client, ++number);
      now += time;
      inbox.ended(started.order().id(), now);
      used.merge(client, time, Long::sum);
    }
    return used;
  }

  private static long time(Map<String, Long> used, String client) {
    return Objects.requireNonNull(used.get(client));
  }

  @Test
  void next_shortAndLongTasks_haveEqualTime() {
    Map<String, Long> used = run(10, 2_000, 200_000 * MILLIS);

    assertThat((double) time(used, "ann") / time(used, "bob")).isBetween(0.9, 1.1);
  }

  @Test
  void next_weights_divideTheTime() {
    List<String> begun = new ArrayList<>();
    inbox = inbox(InboxSettings.defaults(), 1);
    inbox.weight("ann", 3);
    for (long number = 1; number <= 400; number++) {
      offer("ann", number);
      offer("bob", number);
    }
    for (int i = 0; i < 400; i++) {
      var started = Objects.requireNonNull(inbox.next(FIRST, now));
      begun.add(started.client());
      now += 10 * MILLIS;
      inbox.ended(started.order().id(), now);
    }

    assertThat(begun.stream().filter("ann"::equals).count()).isBetween(290L, 310L);
  }

  @Test
  void next_longTasksHoldTheirShare_leaveAnEngineToOthers() {
    inbox = inbox(settings(100, 10_000, 0.5), 2);
    offer("ann", 1);
    next(FIRST);
    now += 100 * MILLIS;
    inbox.ended(id("ann", 1), now);
    offer("ann", 2, 3);
    next(FIRST);

    assertThat(next(SECOND)).isEmpty();
    offer("bob", 1);
    assertThat(next(SECOND)).isEqualTo("bob#1");
  }

  @Test
  void grants_serviceTimes_decideHowMuchIsSentAhead() {
    inbox.roundTrip("ann", MILLIS);
    assertThat(grant("ann").window()).isEqualTo(4);
    measure(MILLIS / 10);
    assertThat(grant("ann").window()).isEqualTo(2 * (1 + 20));

    inbox = inbox(InboxSettings.defaults(), 2);
    inbox.roundTrip("ann", MILLIS);
    measure(30 * MILLIS);
    assertThat(grant("ann").window()).isEqualTo(2);

    inbox = inbox(InboxSettings.defaults(), 2);
    inbox.roundTrip("ann", MILLIS);
    measure(100);
    assertThat(grant("ann").window()).isEqualTo(2 * (1 + 256));
  }

  private void measure(long nanos) {
    offer("ann", 1);
    next(FIRST);
    now += nanos;
    inbox.ended(id("ann", 1), now);
  }

  @Test
  void grants_secondClientWithTasks_halvesTheWindow() {
    offer("ann", 1, 2, 3);
    assertThat(grant("ann").window()).isEqualTo(4);

    offer("bob", 1, 2);

    assertThat(grant("ann")).isEqualTo(new NodeGrant(2, 0, 0, 2));
  }

  @Test
  void grants_otherWorkForLong_isReported() {
    offer("ann", 1);
    offer("bob", 1);
    next(FIRST);
    inbox.directCalls(SECOND, true, now);
    inbox.grants(now);
    assertThat(inbox.nextGrants(now)).hasValue(now + 5 * MILLIS);

    now += 5 * MILLIS;

    assertThat(grant("bob").busyElsewhere()).isEqualTo(2);
    assertThat(inbox.nextGrants(now)).isEmpty();
  }

  @Test
  void grants_nothingChanged_areEmpty() {
    offer("ann", 1);
    inbox.grants(now);

    assertThat(inbox.grants(now)).isEmpty();
  }
}
