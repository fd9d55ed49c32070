package org.multiengine.actors.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.OrderGate;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;

final class OrdersTest {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(7);
  private static final String CLIENT = "10.0.0.9";

  private final Cluster cluster = new Cluster();
  private final List<ControlMessage.Reply> replies = new ArrayList<>();

  /** A cluster that keeps the orders it receives. */
  private static final class Cluster implements ClusterPort {

    final List<String> orders = new ArrayList<>();
    final CompletableFuture<List<EngineId>> result = new CompletableFuture<>();
    IntConsumer progress = started -> {};

    @Override
    public ActorRef<Controller.Command> controller() {
      throw new AssertionError("orders need no controller");
    }

    @Override
    public TaskScheduler tasks(String client) {
      throw new AssertionError("orders need no tasks");
    }

    @Override
    public EngineDirectory directory() {
      throw new AssertionError("orders need no directory");
    }

    @Override
    public CompletionStage<List<EngineId>> addEngines(
        int count, Duration limit, IntConsumer listener) {
      orders.add("add " + count + " within " + limit);
      progress = listener;
      return result;
    }

    @Override
    public CompletionStage<List<EngineId>> removeLost(Duration limit) {
      orders.add("remove lost within " + limit);
      return result;
    }

    @Override
    public void requestShutdown() {
      orders.add("shut down");
    }
  }

  private void perform(String settings, ControlMessage.Order order) {
    Config access =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.load().getConfig("multiengine.access"));
    new Orders(cluster, new OrderGate(AccessSettings.of(access)), ANSWER_LIMIT)
        .perform(order, CLIENT, replies::add);
  }

  @Test
  void perform_addition_reportsProgressAndIds() {
    perform("", new ControlMessage.Add(3, 2, 5_000));
    cluster.progress.accept(1);
    cluster.result.complete(List.of(new EngineId(4), new EngineId(5)));

    assertThat(cluster.orders).containsExactly("add 2 within PT5S");
    assertThat(replies)
        .containsExactly(
            new ControlMessage.Progress(3, 1), new ControlMessage.Done(3, List.of(4, 5)));
  }

  @Test
  void perform_removal_waitsForTheRegistrarUpToTheLimit() {
    perform("", new ControlMessage.RemoveLost(8));
    assertThat(replies).isEmpty();
    cluster.result.complete(List.of(new EngineId(1)));

    assertThat(cluster.orders).containsExactly("remove lost within " + ANSWER_LIMIT);
    assertThat(replies).containsExactly(new ControlMessage.Done(8, List.of(1)));
  }

  @Test
  void perform_shutdown_isConfirmed() {
    perform("", new ControlMessage.Shutdown(9));

    assertThat(cluster.orders).containsExactly("shut down");
    assertThat(replies).containsExactly(new ControlMessage.Done(9, List.of()));
  }

  @Test
  void perform_failsForAReason_repliesWithIt() {
    perform("", new ControlMessage.RemoveLost(1));
    cluster.result.completeExceptionally(new KernelError("the cluster is full"));

    assertThat(replies).containsExactly(new ControlMessage.Failed(1, "the cluster is full"));
  }

  @Test
  void perform_failsInAnEarlierStage_repliesWithItsReason() {
    perform("", new ControlMessage.RemoveLost(1));
    cluster.result.completeExceptionally(
        new CompletionException(new KernelError("the cluster is full")));

    assertThat(replies).containsExactly(new ControlMessage.Failed(1, "the cluster is full"));
  }

  @Test
  void perform_registrarDoesNotAnswer_repliesSo() {
    perform("", new ControlMessage.RemoveLost(1));
    cluster.result.completeExceptionally(new TimeoutException("no reply"));

    assertThat(replies)
        .containsExactly(
            new ControlMessage.Failed(
                1,
                "no host of the cluster has answered:"
                    + " java.util.concurrent.TimeoutException: no reply"));
  }

  @Test
  void perform_settingsDemandTheRoleOfClients_isCarriedOut() {
    perform("role = client", new ControlMessage.RemoveLost(1));

    assertThat(cluster.orders).hasSize(1);
  }

  @Test
  void perform_settingsDemandAnotherRole_isRefusedWithTheRoleOfClients() {
    perform("role = ops", new ControlMessage.RemoveLost(1));

    assertThat(((ControlMessage.Failed) replies.get(0)).reason()).contains("'ops'", "'client'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kinds = [ask, read, write, run]",
        "clients = local",
        "clients = nobody",
        "role = ops"
      })
  void perform_settingsForbidIt_isRefusedAndNotCarriedOut(String settings) {
    perform(settings, new ControlMessage.Add(1, 2, 5_000));
    perform(settings, new ControlMessage.RemoveLost(2));
    perform(settings, new ControlMessage.Shutdown(3));

    assertThat(cluster.orders).isEmpty();
    assertThat(replies).hasSize(3).allMatch(ControlMessage.Failed.class::isInstance);
    assertThat(replies).extracting(ControlMessage.Reply::order).containsExactly(1L, 2L, 3L);
    assertThat(((ControlMessage.Failed) replies.get(0)).reason()).contains("the settings of");
  }
}
