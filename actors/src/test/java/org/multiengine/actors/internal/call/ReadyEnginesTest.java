package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.core.identity.EngineId;

final class ReadyEnginesTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private final ActorRef<LinkFrame> relay = testKit.<LinkFrame>createTestProbe().ref();
  private final ReadyEngines engines = new ReadyEngines(new RegistryDirectory());

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private EngineEntry ready(int id, String incarnation) {
    return TestSystems.ready(id, relay, incarnation);
  }

  private static SortedMap<EngineId, EngineEntry> registry(EngineEntry... entries) {
    SortedMap<EngineId, EngineEntry> registry = new TreeMap<>();
    List.of(entries).forEach(entry -> registry.put(entry.id(), entry));
    return registry;
  }

  @Test
  void update_otherLifeUnderTheId_isGone() {
    engines.update(registry(ready(0, "x")));

    List<ReadyEngines.Gone> gone = engines.update(registry(ready(0, "y")));

    assertThat(gone)
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.error())
                    .hasMessage(
                        "engine 0 on akka://multiengine@127.0.0.1:1: it was removed or started"
                            + " again"));
  }

  @Test
  void update_engineHasAnotherId_namesBothIds() {
    engines.update(registry(ready(0, "x")));

    List<ReadyEngines.Gone> gone = engines.update(registry(ready(0, "y"), ready(5, "x")));

    assertThat(gone)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.error().engine()).isEqualTo(new EngineId(0));
              assertThat(each.error())
                  .hasMessage("engine 0 on akka://multiengine@127.0.0.1:1: it has become engine 5");
            });
  }
}
