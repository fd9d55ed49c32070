package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.internal.door.client.DoorClient;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;

@Timeout(60)
final class ClusterConnectionTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KernelError refused = new KernelError("the cluster refuses this client");
  private final ClusterConnection.Destination destination = destination();
  private final List<Opened> opened = new ArrayList<>();

  /** An open connection with an actor system without a cluster. */
  private static final class Opened implements ClusterConnection.Opened {

    final ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, NodeConfig.load());
    final Consumer<String> onLost;
    final CompletableFuture<Void> closed = new CompletableFuture<>();

    Opened(Consumer<String> onLost) {
      this.onLost = onLost;
    }

    @Override
    public ActorSystem<?> system() {
      return system;
    }

    @Override
    public void close() {
      closed.complete(null);
    }
  }

  @AfterEach
  void end() {
    opened.forEach(each -> each.system.terminate());
  }

  /** Returns a cluster that shares connections with no other. */
  private static ClusterConnection.Destination destination() {
    return new ClusterConnection.Destination(
        new Object(),
        new DoorClient.Target("test", List.of("a.test:1"), null, () -> false),
        NodeConfig.load(),
        reason -> "its host has ended: " + reason);
  }

  private Opened connect(ClusterConnection.Destination to, Consumer<String> onLost) {
    var connected = new Opened(onLost);
    opened.add(connected);
    return connected;
  }

  private ClusterConnection open(ClusterConnection.Destination to) {
    return ClusterConnection.open(to, this::connect);
  }

  private ClusterConnection open() {
    return open(destination);
  }

  @Test
  void open_sameCluster_sharesAConnectionThatEndsWithItsLastUser() {
    ClusterConnection first = open();
    ClusterConnection second = open();
    assertThat(opened).hasSize(1);
    assertThat(second.system()).isSameAs(first.system());

    first.close();
    assertThat(opened.get(0).closed).isNotDone();
    second.close();

    assertThat(opened.get(0).closed).isDone();
  }

  @Test
  void open_anotherCluster_hasAConnectionOfItsOwn() {
    ClusterConnection first = open();

    open(destination()).close();

    assertThat(opened).hasSize(2);
    assertThat(opened.get(0).closed).isNotDone();
    first.close();
  }

  @Test
  void close_again_takesAwayNoOther() {
    ClusterConnection first = open();
    ClusterConnection second = open();

    first.close();
    first.close();

    assertThat(opened.get(0).closed).isNotDone();
    second.close();
  }

  @Test
  void open_afterTheLastClose_connectsAnew() {
    open().close();

    ClusterConnection next = open();

    assertThat(opened).hasSize(2);
    assertThat(opened.get(1).closed).isNotDone();
    next.close();
  }

  @Test
  void open_firstFails_failsThoseThatWaitAndIsForgotten() {
    CompletableFuture<Throwable> second = new CompletableFuture<>();

    assertThatThrownBy(() -> ClusterConnection.open(destination, failing(second, refused)))
        .isSameAs(refused);

    assertThat(second.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(refused);
    open().close();
    assertThat(opened).hasSize(1);
  }

  @Test
  void open_firstFailsByAnError_failsThoseThatWait() {
    CompletableFuture<Throwable> second = new CompletableFuture<>();
    var error = new OutOfMemoryError("no thread can be created");

    assertThatThrownBy(() -> ClusterConnection.open(destination, failing(second, error)))
        .isInstanceOf(CompletionException.class)
        .hasCause(error);

    assertThat(second.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join()).hasCause(error);
    open().close();
  }

  /** Returns an opener that fails when another user waits for it. */
  private ClusterConnection.Opener failing(
      CompletableFuture<Throwable> resultOfOther, Throwable failure) {
    return (to, onLost) -> {
      var other =
          new Thread(
              () -> {
                try {
                  open(to).close();
                  resultOfOther.complete(new AssertionError("it is open"));
                } catch (RuntimeException e) {
                  resultOfOther.complete(e);
                }
              });
      other.start();
      Awaitility.await().atMost(LIMIT).until(() -> other.getState() == Thread.State.WAITING);
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  @Test
  void lost_always_endsTheClientsForTheReasonAndTheConnection() {
    ClusterConnection connection = open();
    MultiEngineClient client = MultiEngineClient.attach(connection.system());

    opened.get(0).onLost.accept("nobody answers");

    assertThat(client.isClosed()).isTrue();
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(client::ids)
        .withMessage("its host has ended: nobody answers");
    opened.get(0).closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    connection.close();
  }

  @Test
  void open_afterTheLoss_connectsAnewAndStaysWhenTheLostOneIsClosed() {
    ClusterConnection lost = open();
    opened.get(0).onLost.accept("nobody answers");

    ClusterConnection next = open();
    lost.close();
    ClusterConnection another = open();

    assertThat(opened).hasSize(2);
    assertThat(next.system()).isNotSameAs(lost.system());
    assertThat(another.system()).isSameAs(next.system());
    assertThat(opened.get(1).closed).isNotDone();
    next.close();
    another.close();
    assertThat(opened.get(1).closed).isDone();
  }

  @Test
  void lost_beforeItIsOpen_endsItWhenItIs() {
    ClusterConnection connection =
        ClusterConnection.open(
            destination,
            (to, onLost) -> {
              onLost.accept("nobody answers any longer");
              return connect(to, onLost);
            });

    opened.get(0).closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(MultiEngineClient.attach(connection.system()).isClosed()).isTrue();
    connection.close();
  }
}
