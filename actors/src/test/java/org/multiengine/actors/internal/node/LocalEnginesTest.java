package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.error.KernelError;

final class LocalEnginesTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private final LocalEngines engines =
      new LocalEngines(testKit.system(), MultiengineSettings.of(testKit.system()));

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  /** Threads of engines look for the relay while the thread that starts engines waits for them. */
  @Test
  void findRelay_anotherThreadStartsTheEngines_doesNotWait() throws Exception {
    CompletableFuture<Boolean> found;
    synchronized (engines) {
      found = CompletableFuture.supplyAsync(() -> engines.findRelay() != null);

      assertThat(found.get(30, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void relay_noEngines_throws() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(engines::relay)
        .withMessageContaining("holds none");
  }
}
