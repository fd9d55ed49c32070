package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/** Commands to the cluster, most of all the addition of engines, as its registrar executes them. */
@Timeout(120)
final class ClusterCommandsTest {

  private static final int MOST = 4;

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE);

  private final TestProbe<EngineAddition.Message> client = testKit.createTestProbe();
  private final TestProbe<EngineRegistrar.Assigned> node = testKit.createTestProbe();
  private final TestProbe<ClusterCommands.Counted> hosts = testKit.createTestProbe();
  private final Map<String, TestReports> processes = new HashMap<>();
  private final FakeHost host = new FakeHost();
  private final ActorRef<EngineRegistrar.Command> registrar =
      testKit.spawn(EngineRegistrar.create(TestSystems.registrySettings(MOST), host));

  /** A host that plans a slot for each engine and starts nothing. */
  private static final class FakeHost implements HostPort, EngineStarter {

    final BlockingQueue<String> started = new LinkedBlockingQueue<>();
    private int slots;
    final CountDownLatch shutDown = new CountDownLatch(1);
    volatile boolean startsProcesses = true;
    final AtomicInteger failures = new AtomicInteger();
    private String refusal = "";

    @Override
    public Optional<EngineStarter> starter() {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("this host has failed");
      }
      return startsProcesses ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void shutDownHosts(ActorRef<EngineRegistrar.Command> registrar) {
      shutDown.countDown();
    }

    @Override
    public Map<String, Integer> plan(int engines) {
      Map<String, Integer> planned = new LinkedHashMap<>();
      IntStream.range(0, engines).forEach(i -> planned.put("new-" + slots++, 1));
      return planned;
    }

    @Override
    public void start(String slot, int engines) {
      if (!refusal.isEmpty()) {
        throw new KernelError(refusal);
      }
      started.add(slot);
    }
  }

  @BeforeAll
  static void joinCluster() {
    TestSystems.join(testKit);
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void clear() {
    testKit.stop(registrar);
    writeRegistry(testKit);
  }

  private void add(int engines) {
    registrar.tell(new ClusterCommands.Add(engines, client.ref()));
  }

  private List<Integer> register(String slot, int engines, int... running) {
    List<EngineLife> lives =
        IntStream.of(running).mapToObj(id -> TestReports.life(id, "life-" + id)).toList();
    return send(process(slot).of(slot, engines, lives));
  }

  private List<Integer> send(NodeReport report) {
    registrar.tell(report);
    return node.receiveMessage().lives().stream().map(life -> life.engine().value()).toList();
  }

  private TestReports process(String slot) {
    return processes.computeIfAbsent(
        slot, absent -> new TestReports(testKit.<LinkFrame>createTestProbe().ref(), node.ref()));
  }

  private void awaitStarted(String... slots) throws InterruptedException {
    for (String slot : slots) {
      assertThat(host.started.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(slot);
    }
  }

  private String refusal() {
    return client.expectMessageClass(EngineAddition.Refused.class).why();
  }

  @Test
  void add_allStarted_tellsProgressAndIds() throws Exception {
    register("a", 1, 0);

    add(2);
    awaitStarted("new-0", "new-1");
    register("new-1", 1, 1);
    register("new-0", 1);
    register("new-0", 1, 2);

    client.expectMessage(new EngineAddition.Started(1, 2));
    client.expectMessage(new EngineAddition.Started(2, 2));
    client.expectMessage(new EngineAddition.Added(List.of(new EngineId(1), new EngineId(2))));
  }

  @Test
  void add_oneProcessEnds_namesItAndTheReadyOnes() throws Exception {
    add(2);
    awaitStarted("new-0", "new-1");

    registrar.tell(new ClusterCommands.Exited("new-0", "exit status 1", hosts.ref()));
    register("new-1", 1, 0);

    client.expectMessage(new EngineAddition.Started(1, 2));
    assertThat(refusal())
        .contains("1 of 2 new engines have started (0)")
        .contains("slot new-0: exit status 1");
  }

  @Test
  void add_processCannotStart_saysWhy() {
    host.refusal = "no such program";

    add(1);

    assertThat(refusal()).contains("slot new-0: no such program");
  }

  @Test
  void add_engineCannotStart_saysWhy() throws Exception {
    add(1);
    awaitStarted("new-0");
    register("new-0", 1);

    send(
        process("new-0")
            .of("new-0", 1, List.of(), List.of(TestReports.end(0, "no such language")), List.of()));

    assertThat(refusal()).contains("slot new-0: no such language");
  }

  @Test
  void add_upToTheLimit_isDone() throws Exception {
    register("a", 2, 0, 1);

    add(MOST - 2);

    awaitStarted("new-0", "new-1");
  }

  @Test
  void add_pastTheLimit_isRefused() {
    register("a", 2, 0, 1);

    add(MOST - 1);

    assertThat(refusal())
        .contains("at most " + MOST + " engines")
        .contains("multiengine.registry.max-engines");
    assertThat(host.started).isEmpty();
  }

  @Test
  void add_othersStillStarting_countTowardsTheLimit() throws Exception {
    add(MOST);
    awaitStarted("new-0", "new-1", "new-2", "new-3");

    add(1);

    assertThat(refusal()).contains("at most " + MOST + " engines");
  }

  @Test
  void add_numbersThatOverflow_areRefused() {
    register("a", 2, 0, 1);

    add(Integer.MAX_VALUE);

    assertThat(refusal()).contains("at most " + MOST + " engines");
    assertThat(host.started).isEmpty();
  }

  @Test
  void add_noEngine_isRefused() {
    add(-1);

    assertThat(refusal()).isEqualTo("add at least 1 engine, not -1");
  }

  @Test
  void add_hostFails_nextIsServed() throws Exception {
    host.failures.set(1);
    add(1);

    add(1);

    awaitStarted("new-0");
  }

  @Test
  void register_pastTheLimit_getsWhatIsLeft() {
    register("a", MOST - 1);

    assertThat(register("b", 2)).containsExactly(MOST - 1);
  }

  @Test
  void shutdown_always_reachesTheHosts() throws Exception {
    TestProbe<ClusterCommands.Reply> replies = testKit.createTestProbe();

    registrar.tell(new ClusterCommands.Shutdown(replies.ref()));

    replies.expectMessage(new ClusterCommands.ShutdownOrdered());
    assertThat(host.shutDown.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void add_hostThatStartsNoProcesses_saysWhatIsPossible() {
    host.startsProcesses = false;

    registrar.tell(new ClusterCommands.Add(1, client.ref()));

    assertThat(refusal()).contains("LocalCluster.builder().processes(n)");
  }
}
