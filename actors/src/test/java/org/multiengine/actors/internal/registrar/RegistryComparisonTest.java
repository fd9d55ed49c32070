package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

final class RegistryComparisonTest {

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final EngineId ID = new EngineId(3);

  private final EngineEntry entry =
      TestSystems.ready(ID.value(), testKit.<LinkFrame>createTestProbe().ref());
  private final SortedMap<EngineId, EngineEntry> own = new TreeMap<>();
  private final SortedMap<EngineId, EngineEntry> registry = new TreeMap<>();
  private final RegistryComparison comparison = new RegistryComparison();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void lasting_writeThatIsNotSeen_isTheSecondTime() {
    own.put(ID, entry);

    assertThat(comparison.lasting(own)).isEmpty();
    assertThat(comparison.lasting(own)).containsExactly(ID);
  }

  @Test
  void lasting_writeThatIsSeenInBetween_isNone() {
    own.put(ID, entry);
    comparison.lasting(own);
    registry.put(ID, entry);

    comparison.saw(registry);

    assertThat(comparison.lasting(own)).isEmpty();
    assertThat(comparison.lasting(own)).isEmpty();
  }

  @Test
  void lasting_removalThatIsNotSeen_isTheSecondTime() {
    registry.put(ID, entry);
    comparison.saw(registry);

    assertThat(comparison.lasting(own)).isEmpty();
    assertThat(comparison.lasting(own)).containsExactly(ID);
  }
}
