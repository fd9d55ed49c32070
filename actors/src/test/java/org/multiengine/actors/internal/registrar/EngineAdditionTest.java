package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

@Timeout(120)
final class EngineAdditionTest {

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final List<EngineId> NEW = List.of(new EngineId(4), new EngineId(5));

  private final TestProbe<ClusterCommands.Add> registrar = testKit.createTestProbe();
  private final TestProbe<Integer> progress = testKit.createTestProbe();
  private final RegistryDirectory directory = new RegistryDirectory();
  private final CompletableFuture<List<EngineId>> result = new CompletableFuture<>();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private ActorRef<EngineAddition.Message> start(Duration limit) {
    var order = new EngineAddition.Order(2, limit, progress.ref()::tell, result);
    testKit.spawn(EngineAddition.create(order, registrar.ref(), directory));
    ClusterCommands.Add add = registrar.receiveMessage();
    assertThat(add.engines()).isEqualTo(2);
    return add.replyTo();
  }

  private void know(EngineId... ids) {
    directory.update(new TreeSet<>(List.of(ids)), Collections.emptySortedMap());
  }

  @Test
  void started_always_reportsProgress() {
    ActorRef<EngineAddition.Message> addition = start(PATIENCE);

    addition.tell(new EngineAddition.Started(1, 2));

    progress.expectMessage(1);
  }

  @Test
  void added_enginesKnown_completes() {
    ActorRef<EngineAddition.Message> addition = start(PATIENCE);
    know(new EngineId(0), new EngineId(4), new EngineId(5));

    addition.tell(new EngineAddition.Added(NEW));

    assertThat(result).succeedsWithin(PATIENCE).isEqualTo(NEW);
  }

  @Test
  void added_enginesNotKnownYet_completesAtTheUpdateThatKnowsAll() {
    ActorRef<EngineAddition.Message> addition = start(PATIENCE);
    addition.tell(new EngineAddition.Added(NEW));
    addition.tell(new EngineAddition.Started(2, 2));
    progress.expectMessage(2); // the addition has read both messages
    know(new EngineId(4));
    assertThat(result).isNotDone();

    know(new EngineId(4), new EngineId(5));

    assertThat(result).succeedsWithin(PATIENCE).isEqualTo(NEW);
  }

  @Test
  void refused_always_failsWithTheReason() {
    start(PATIENCE).tell(new EngineAddition.Refused("the cluster is full"));

    assertThat(result)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(KernelError.class)
        .withMessageContaining("the cluster is full");
  }

  @Test
  void limit_over_failsWithTheNumberThatStarted() {
    start(Duration.ofMillis(1));

    assertThat(result)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("only 0 of 2 new engines");
  }
}
