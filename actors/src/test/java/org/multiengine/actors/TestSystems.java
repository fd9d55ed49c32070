package org.multiengine.actors;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.cluster.MemberStatus;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.actors.internal.settings.TaskLimits;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.dispatch.WindowLimits;
import org.multiengine.core.display.DisplayLimits;
import org.multiengine.core.engine.HelperThread;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.link.SendWindow;

/** Actor systems, settings and registry entries for tests. */
public final class TestSystems {

  /** How long a test waits for what must come; a busy machine takes its time. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a cancelled call may take in tests that wait for the end of it. */
  public static final Duration CANCEL_GRACE = Duration.ofMillis(500);

  /** How many requests a controller of a test may have. */
  public static final long MAX_OPEN_REQUESTS = 500;

  public static final Duration NEVER = Duration.ofHours(1);

  /** How long an engine that could not start is left alone. */
  public static final Duration RESTART_WAIT = Duration.ofSeconds(2);

  private static final LinkSettings WIDE =
      linkSettings(new SendWindow.Limits(100, 1_000_000, 100, 1_000_000));

  private static final Config PROBES =
      ConfigFactory.parseString(
          "akka.actor.testkit.typed { single-expect-default = 30s, expect-no-message-default ="
              + " 200ms, system-shutdown-default = 30s }");

  /**
   * Nodes of tests have no pace of gossip of their own, and change their membership all the time.
   */
  private static final Config QUICK_GOSSIP =
      ConfigFactory.parseString(
          "akka.cluster { gossip-interval = 200ms, leader-actions-interval = 200ms }");

  private TestSystems() {}

  /** Returns a system without a cluster. */
  public static ActorTestKit plain() {
    return ActorTestKit.create("plain", PROBES.withFallback(ConfigFactory.load()));
  }

  /** Returns a node of those roles that is in no cluster yet. */
  public static ActorTestKit node(String... roles) {
    return node(ConfigFactory.empty(), roles);
  }

  /** Returns a node with settings of its own that is in no cluster yet. */
  public static ActorTestKit node(Config settings, String... roles) {
    Config config =
        settings
            .withFallback(PROBES)
            .withFallback(QUICK_GOSSIP)
            .withFallback(NodeConfig.load())
            .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(roles)))
            .withValue("akka.loglevel", ConfigValueFactory.fromAnyRef("OFF"));
    return ActorTestKit.create(NodeConfig.SYSTEM_NAME, config);
  }

  /** Makes the first node a cluster of its own, and the others join it. */
  public static void join(ActorTestKit... nodes) {
    for (ActorTestKit node : nodes) {
      Cluster first = Cluster.get(nodes[0].system());
      Cluster.get(node.system()).manager().tell(new Join(first.selfMember().address()));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Cluster.get(node.system()).selfMember().status() == MemberStatus.up());
    }
  }

  /** Returns an actor of another node as a node knows it. */
  public static <T> ActorRef<T> seenFrom(ActorTestKit node, ActorTestKit other, ActorRef<T> actor) {
    String name = ActorRefResolver.get(other.system()).toSerializationFormat(actor);
    return ActorRefResolver.get(node.system()).resolveActorRef(name);
  }

  /** Returns settings whose links never send again by themselves. */
  public static MultiengineSettings settings() {
    return settings(WIDE);
  }

  public static MultiengineSettings settings(LinkSettings link) {
    return settings(link, new WindowLimits(100, 1_000_000), PATIENCE);
  }

  /** Returns settings by which an engine may have so much of a controller. */
  public static MultiengineSettings settings(WindowLimits window) {
    return settings(WIDE, window, PATIENCE);
  }

  /** Returns settings by which an engine waits so long for a class. */
  public static MultiengineSettings settings(Duration fetchLimit) {
    return settings(WIDE, new WindowLimits(100, 1_000_000), fetchLimit);
  }

  private static MultiengineSettings settings(
      LinkSettings link, WindowLimits window, Duration fetchLimit) {
    return new MultiengineSettings(
        engineSettings("groovy"),
        link,
        new MultiengineSettings.CodeSettings(fetchLimit, 1_000_000),
        new MultiengineSettings.CallSettings(CANCEL_GRACE, window, MAX_OPEN_REQUESTS),
        registrySettings(1_000),
        new MultiengineSettings.RestartSettings(RESTART_WAIT, RESTART_WAIT),
        TaskLimits.defaults(),
        "a");
  }

  /** Returns settings by which the registrar looks for lost engines often. */
  public static MultiengineSettings.RegistrySettings registrySettings(int maxEngines) {
    return new MultiengineSettings.RegistrySettings(
        Duration.ofMillis(50),
        Duration.ofMillis(50),
        3,
        maxEngines,
        new MultiengineSettings.RestartSettings(Duration.ofMillis(10), Duration.ofMillis(100)));
  }

  public static LinkSettings linkSettings(SendWindow.Limits limits) {
    return linkSettings(limits, Long.MAX_VALUE);
  }

  public static LinkSettings linkSettings(SendWindow.Limits limits, long maxUndelivered) {
    return new LinkSettings(
        limits,
        100_000,
        Duration.ofMillis(20),
        NEVER,
        LinkSettings.SharedMemory.OFF,
        Long.MAX_VALUE,
        maxUndelivered);
  }

  public static MultiengineSettings.EngineSettings engineSettings(String language) {
    return engineSettings(language, 100, 1_000_000);
  }

  public static MultiengineSettings.EngineSettings engineSettings(
      String language, int queueRequests, long queueBytes) {
    return engineSettings(language, queueRequests, queueBytes, PATIENCE);
  }

  public static MultiengineSettings.EngineSettings engineSettings(
      String language, int queueRequests, long queueBytes, Duration questionLimit) {
    return new MultiengineSettings.EngineSettings(
        language,
        java.util.Map.of(),
        queueRequests,
        queueBytes,
        100,
        1_000_000,
        100_000,
        DisplayLimits.DEFAULT,
        10_000,
        Duration.ofMillis(20),
        50,
        "",
        new HelperThread.Limits(questionLimit, 1, 100));
  }

  /** Returns what reads values without classes of clients. */
  public static CodeLoaders code() {
    return new CodeLoaders(
        TestSystems.class.getClassLoader(),
        (code, className, known) -> ClassFile.MISSING,
        1_000_000);
  }

  /** Returns the entry of an engine that takes requests, in its first life. */
  public static EngineEntry ready(int id, ActorRef<LinkFrame> relay) {
    return ready(id, relay, "life-" + id);
  }

  public static EngineEntry ready(int id, ActorRef<LinkFrame> relay, String incarnation) {
    return new EngineEntry(
        new EngineId(id),
        "a",
        "akka://multiengine@127.0.0.1:1",
        incarnation,
        relay,
        "groovy",
        EngineEntry.State.READY,
        "",
        "");
  }

  /** Makes those entries the whole registry, as this node sees it. */
  public static void writeRegistry(ActorTestKit node, EngineEntry... entries) {
    var self = DistributedData.get(node.system()).selfUniqueAddress();
    var done = node.<Replicator.UpdateResponse<LWWMap<Integer, EngineEntry>>>createTestProbe();
    DistributedData.get(node.system())
        .replicator()
        .tell(
            new Replicator.Update<>(
                EngineRegistry.KEY,
                LWWMap.empty(),
                Replicator.writeLocal(),
                done.ref(),
                data -> {
                  Set<Integer> ids =
                      Stream.of(entries)
                          .map(entry -> entry.id().value())
                          .collect(Collectors.toSet());
                  LWWMap<Integer, EngineEntry> result = data;
                  for (Integer id : data.getEntries().keySet()) {
                    result = ids.contains(id) ? result : result.remove(self, id);
                  }
                  for (EngineEntry entry : entries) {
                    result = result.put(self, entry.id().value(), entry);
                  }
                  return result;
                }));
    assertThat(done.receiveMessage()).isInstanceOf(Replicator.UpdateSuccess.class);
  }

  /** Returns the registry as this node sees it. */
  public static List<EngineEntry> readRegistry(ActorTestKit node) {
    var answer = node.<Replicator.GetResponse<LWWMap<Integer, EngineEntry>>>createTestProbe();
    DistributedData.get(node.system())
        .replicator()
        .tell(new Replicator.Get<>(EngineRegistry.KEY, Replicator.readLocal(), answer.ref()));
    return answer.receiveMessage()
            instanceof Replicator.GetSuccess<LWWMap<Integer, EngineEntry>> found
        ? List.copyOf(EngineRegistry.entries(found.get(EngineRegistry.KEY)).values())
        : List.of();
  }
}
