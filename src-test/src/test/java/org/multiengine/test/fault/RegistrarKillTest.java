package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;

/**
 * Tests a cluster of two hosts with two engines each. The host with the registrar, which is the
 * oldest, is killed at random moments, also while engines join, are added, removed and killed.
 * After each kill every engine that lives is callable under its id, and no id names two; then
 * another host joins. {@code -Dkills=200} kills more hosts, and {@code -Dkills.seed=NUMBER} repeats
 * the choices of a run.
 */
@Tag("fault")
@Tag("long")
@Timeout(value = 4, unit = TimeUnit.HOURS)
final class RegistrarKillTest {

  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

  /** The time that a registry may take on a machine that is very busy. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The time within which an order ends that was given before a kill. */
  private static final Duration ORDER_LIMIT = Duration.ofMinutes(4);

  private static final Duration CALL_LIMIT = Duration.ofSeconds(20);
  private static final int MAX_ENGINES = 5;

  /** What happens in the cluster when its registrar is killed. */
  private enum Event {
    NOTHING,
    ADDITION,
    REMOVAL,
    KILL,
    JOIN;

    /** The time within which the registrar is killed, after the event has begun. */
    int milliseconds() {
      return this == JOIN ? 10_000 : 2_000;
    }
  }

  private final Random random = new Random(SEED);
  private final List<PendingResult<?>> orders = new ArrayList<>();

  /** The engines after the last kill: their ids by their processes. */
  private Map<Long, Integer> known = Map.of();

  private Path homes;
  private int started;

  /** The hosts, the oldest first. */
  private final List<HostProcess> hosts = new ArrayList<>();

  private MultiEngineClient mec;
  private SteadyCalls calls;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    homes = folder;
    hosts.add(HostProcess.start(nextHome(), "-n", "2"));
    hosts.add(HostProcess.start(nextHome(), joining()));
    mec = MultiEngineClient.connect(hosts.get(1).clientFile());
    calls = new SteadyCalls(mec, CALL_LIMIT);
    awaitWhole();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (calls != null) {
      calls.end();
      mec.close();
    }
    hosts.forEach(HostProcess::close);
  }

  private Path nextHome() {
    return homes.resolve("host-" + started++);
  }

  /** Returns the options of a host that joins at the youngest. */
  private String[] joining() {
    String file = hosts.get(hosts.size() - 1).connectionFile().toString();
    return new String[] {"-n", "2", "--join", file};
  }

  @Test
  @Fault(
      value = "10.9 kill -9 of the registrar's host at random moments, while engines come and go",
      outcome = "every other engine goes on under its id")
  void registrar_killedAtRandomMoments_everyEngineIsCallableUnderItsId(FaultClock clock)
      throws Exception {
    System.out.println("seed " + SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      Event event = Event.values()[random.nextInt(Event.values().length)];
      List<Integer> steady = steadyEngines(event);
      calls.useOnly(steady);
      begin(event);
      int moment = random.nextInt(event.milliseconds());
      TimeUnit.MILLISECONDS.sleep(moment);
      HostProcess killed = hosts.remove(0);
      List<Long> processes = killed.pids();
      clock.start();

      killed.kill();

      await(() -> assertCallable(steady));
      clock.serving();
      Duration callable = clock.elapsed();
      Children.awaitGone(processes);
      awaitWhole();
      report(kill, event, moment, callable, clock.elapsed());
      assertThat(calls.failures()).as("calls on engines that live").isEmpty();
      killed.close();
      restore();
    }
    clock.counted("; " + KILLS + " kills, " + calls.count() + " calls");
    for (PendingResult<?> order : orders) {
      assertThat(hasEnded(order)).as("an order has ended").isTrue();
    }
  }

  private static void report(int kill, Event event, int moment, Duration callable, Duration whole) {
    System.out.printf(
        Locale.ROOT,
        "kill %d, %d ms after %s: engines that live are callable after %.2f s, the registry has"
            + " these and no others after %.2f s%n",
        kill,
        moment,
        event.name().toLowerCase(Locale.ROOT),
        callable.toMillis() / 1_000.0,
        whole.toMillis() / 1_000.0);
  }

  private static boolean hasEnded(PendingResult<?> order) throws Exception {
    try {
      order.get(ORDER_LIMIT);
    } catch (KernelError failed) {
      return true; // the registrar that had it was killed
    } catch (TimeoutException late) {
      return false;
    }
    return true;
  }

  /** Returns the engines of the hosts that stay, without those to which the event may happen. */
  private List<Integer> steadyEngines(Event event) {
    List<Integer> steady = new ArrayList<>(idsOf(hosts.get(1)));
    if (event == Event.REMOVAL || event == Event.KILL) {
      steady.remove(steady.size() - 1);
    }
    return steady;
  }

  private List<Integer> idsOf(HostProcess host) {
    return enginesOf(host).stream().filter(known::containsKey).map(known::get).sorted().toList();
  }

  private void begin(Event event) throws Exception {
    List<Integer> ids = idsOf(hosts.get(random.nextInt(2)));
    int last = ids.get(ids.size() - 1);
    switch (event) {
      case ADDITION -> orders.add(mec.addEnginesAsync(1));
      case REMOVAL -> orders.add(mec.engines(last).killAsync());
      case KILL -> Children.kill(processOf(last));
      case JOIN -> hosts.add(HostProcess.launch(nextHome(), joining()));
      default -> {
        // the registrar is killed alone
      }
    }
  }

  private long processOf(int engine) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue() == engine)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Has two hosts again, with some engines each and none that are lost. */
  private void restore() throws Exception {
    for (HostProcess host : hosts) {
      host.awaitReady(); // it may have been joining
    }
    if (hosts.size() < 2) {
      hosts.add(HostProcess.start(nextHome(), joining()));
    }
    mec.removeLost();
    awaitWhole();
    List<Integer> tooMany = new ArrayList<>();
    for (HostProcess host : hosts) {
      List<Integer> ids = idsOf(host);
      tooMany.addAll(ids.subList(Math.min(ids.size(), MAX_ENGINES / 2), ids.size()));
    }
    if (!tooMany.isEmpty()) {
      calls.useOnly(List.of());
      mec.engines(tooMany.stream().mapToInt(Integer::intValue).toArray()).kill();
      awaitWhole();
    }
  }

  /** Waits until each living engine process of the hosts answers under one id, as before. */
  private void awaitWhole() {
    await(this::assertWhole);
  }

  private void await(ThrowingRunnable condition) {
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(50, TimeUnit.MILLISECONDS)
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(KernelError.class)
          .untilAsserted(condition);
    } catch (ConditionTimeoutException e) {
      hosts.forEach(host -> System.out.println(host.output()));
      throw e;
    }
  }

  /** The engines that live, and to which nothing has happened, answer under their ids. */
  private void assertCallable(List<Integer> steady) {
    for (int id : steady) {
      assertSame(processAt(id), id);
    }
  }

  private void assertWhole() {
    Map<Long, Integer> answered = answered();
    assertThat(answered.keySet()).containsExactlyInAnyOrderElementsOf(living());
    answered.forEach(this::assertSame);
    for (int id : answered.values()) {
      mec.engines(id).push(Map.of("mark", id));
    }
    known = answered;
  }

  /** Returns the ids of all engines, by the processes that answer under them. */
  private Map<Long, Integer> answered() {
    Map<Long, Integer> answered = new HashMap<>();
    for (int id : mec.ids()) {
      Integer other = answered.put(processAt(id), id);
      assertThat(other).as("another id of the engine %s", id).isNull();
    }
    return answered;
  }

  /** Returns the process of the engine that answers under an id. */
  private long processAt(int id) {
    String text = "[id, ProcessHandle.current().pid()]";
    String answer = String.valueOf(mec.engines(id).execute(text).get(0).display());
    String[] parts = answer.replaceAll("[\\[\\] ]", "").split(",", -1);
    assertThat(Integer.parseInt(parts[0])).isEqualTo(id);
    return Long.parseLong(parts[1]);
  }

  private List<Long> living() {
    return hosts.stream().flatMap(host -> enginesOf(host).stream()).toList();
  }

  /** An engine that was there before has the same id and its values. */
  private void assertSame(long process, int id) {
    if (known.containsKey(process)) {
      assertThat(known.get(process)).isEqualTo(id);
      assertThat(mec.engines(id).pull("mark")).isEqualTo(List.of(id));
    }
  }

  private static List<Long> enginesOf(HostProcess host) {
    List<Long> pids = host.pids();
    return pids.subList(1, pids.size());
  }
}
