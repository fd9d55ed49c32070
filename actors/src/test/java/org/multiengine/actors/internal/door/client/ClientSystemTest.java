package org.multiengine.actors.internal.door.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.TestPeer;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.actors.internal.registry.RegistryState;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** A client's system with a registry and an engine that the test plays, all in one process. */
@Timeout(120)
final class ClientSystemTest {

  /** The settings of a node, with some that an application's own actor system may have. */
  private static final Config NODE =
      ConfigFactory.parseString(
              "akka { extensions = [no.such.Extension], coordinated-shutdown.exit-jvm = on,"
                  + " actor.serializers.its = no.such.Serializer,"
                  + " actor.testkit.typed.single-expect-default = 30s }")
          .withFallback(NodeConfig.load());

  private static final Request TEXT = new Request.Execute("a = 1");

  private final BlockingQueue<ActorRef<RegistryState>> subscribers = new LinkedBlockingQueue<>();
  private final RegistrySource source = (system, subscriber) -> subscribers.add(subscriber);
  private final ClientSystem client = ClientSystem.start(NODE, source);
  private final ActorTestKit testKit = ActorTestKit.create(client.system());

  @AfterEach
  void end() {
    client.terminate().toCompletableFuture().join();
  }

  private static RegistryState state(EngineEntry entry) {
    return new RegistryState(new TreeMap<>(Map.of(entry.id(), entry)));
  }

  private Outcome run(TestPeer peer) {
    TestProbe<CallObserver.Reply> replies = testKit.createTestProbe();
    var call = new CallId("ann", 1);
    client
        .controllers()
        .controller()
        .tell(
            new Controller.Submit(
                call,
                Targets.of(0),
                List.of(TEXT),
                CallOptions.DEFAULT,
                CallObserver.replyTo(replies.ref())));
    assertThat(peer.nextBody()).isInstanceOf(RelayMessage.Submit.class);
    var done = new RelayMessage.Answer(0, new Outcome.Done(), 1, 2, null);
    peer.send(new RelayMessage.Answers(call, List.of(done)));
    return replies
        .expectMessageClass(CallObserver.Reply.Completed.class)
        .outcomes()
        .get(0)
        .outcome();
  }

  @Test
  void controller_engineOfTheSource_answersACall() throws Exception {
    var peer = new TestPeer(testKit);
    assertThat(client.directory().ids()).isEmpty();

    subscribers.take().tell(state(ready(0, peer.ref())));

    assertThat(client.directory().await(1, PATIENCE, count -> {})).isTrue();
    assertThat(run(peer)).isEqualTo(new Outcome.Done());
  }

  @Test
  void controller_hasEnded_itsSuccessorSubscribesAgain() throws Exception {
    ActorRef<Controller.Command> former = client.controllers().controller();
    subscribers.take();
    Adapter.toClassic(former).tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !client.controllers().controller().equals(former));

    var peer = new TestPeer(testKit);
    subscribers.take().tell(state(ready(0, peer.ref())));

    assertThat(client.directory().await(1, PATIENCE, count -> {})).isTrue();
    assertThat(client.directory().ids()).containsExactly(new EngineId(0));
    assertThat(run(peer)).isEqualTo(new Outcome.Done());
  }

  @Test
  void start_settingsOfAnApplication_areOverridden() {
    ActorSystem<Void> system = client.system();
    Config config = system.settings().config();

    assertThat(config.getString("akka.actor.provider")).isEqualTo("local");
    assertThat(config.getStringList("akka.extensions")).isEmpty();
    assertThat(config.getBoolean("akka.coordinated-shutdown.exit-jvm")).isFalse();
    assertThat(config.getObject("akka.actor.serializers").keySet())
        .containsExactlyInAnyOrder("bytes", "java", "multiengine-cbor", "multiengine-frame");
    assertThat(Adapter.toClassic(system).provider().getDefaultAddress().hasLocalScope()).isTrue();
  }

  @Test
  void start_clientSystem_hasDaemonThreadsOnly() {
    assertThat(client.directory().ids()).isEmpty();

    Set<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(ClientSystem.NAME))
            .collect(Collectors.toSet());

    assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
  }
}
