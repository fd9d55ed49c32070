package org.multiengine.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.task.TaskScheduler;

/** A session of a cluster that the test plays, without a node of a cluster. */
@Timeout(60)
final class SessionTest {

  private static final Config CONFIG =
      NodeConfig.load().withValue("akka.actor.provider", ConfigValueFactory.fromAnyRef("local"));

  private final BlockingQueue<Object> orders = new LinkedBlockingQueue<>();
  private final ActorSystem<Controller.Command> controller =
      ActorSystem.create(controller(), "controller", CONFIG);
  private final OpenSessions siblings = new OpenSessions();
  private final Session session = new Session(CONFIG, new TestPort(), siblings);

  private Behavior<Controller.Command> controller() {
    return Behaviors.receiveMessage(
        command -> {
          orders.add(command);
          if (command instanceof Controller.Submit submit) {
            submit
                .observer()
                .completed(
                    List.of(new EngineOutcome(new EngineId(3), new Outcome.Done(), null, null)));
          }
          return Behaviors.same();
        });
  }

  private final class TestPort implements ClusterPort {

    private final RegistryDirectory directory = new RegistryDirectory();

    @Override
    public ActorRef<Controller.Command> controller() {
      return controller;
    }

    @Override
    public TaskScheduler tasks(String client) {
      throw new AssertionError("sessions need no tasks");
    }

    @Override
    public EngineDirectory directory() {
      return directory;
    }

    @Override
    public CompletionStage<List<EngineId>> addEngines(
        int count, Duration limit, IntConsumer progress) {
      orders.add("add " + count);
      return CompletableFuture.completedStage(List.of(new EngineId(4), new EngineId(5)));
    }

    @Override
    public CompletionStage<List<EngineId>> removeLost(Duration limit) {
      return orders.isEmpty()
          ? CompletableFuture.completedStage(List.of(new EngineId(1)))
          : CompletableFuture.failedStage(new IllegalStateException("on purpose"));
    }

    @Override
    public void requestShutdown() {
      orders.add("shut down");
    }
  }

  private static <T> T await(PendingCall<T> pending) throws InterruptedException {
    pending.awaitDone();
    return pending.read();
  }

  @AfterEach
  void stop() {
    session.close();
    controller.terminate();
  }

  @Test
  void submit_call_isAnsweredByTheControllerOfThePort() throws Exception {
    PendingCall<List<EngineOutcome>> pending =
        session.submit(
            new Call<>(
                "keys",
                Targets.all(),
                List.of(new Question.Keys()),
                CallOptions.DEFAULT,
                0,
                outcomes -> outcomes));

    assertThat(await(pending)).extracting(EngineOutcome::engine).containsExactly(new EngineId(3));
  }

  @Test
  void addEngines_two_areThoseThatThePortReturns() throws Exception {
    assertThat(await(session.addEngines(2))).containsExactly(4, 5);

    assertThat(orders.take()).isEqualTo("add 2");
  }

  @Test
  void removeLost_engineWasLost_returnsIt() {
    assertThat(session.removeLost()).containsExactly(1);
  }

  @Test
  void removeLost_clusterDoesNotAnswer_fails() {
    orders.add("something, so that the port fails");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(session::removeLost)
        .withMessageContaining("no host of the cluster has answered");
  }

  @Test
  void requestShutdown_openSession_isPassedOn() throws Exception {
    session.requestShutdown();

    assertThat(orders.take()).isEqualTo("shut down");
  }

  @Test
  void close_openSession_closesTheClientAndLeavesItsSiblings() throws Exception {
    assertThat(siblings.size()).isOne();

    session.close();

    assertThat(orders.take()).isInstanceOf(Controller.ClientClosed.class);
    assertThat(siblings.size()).isZero();
  }
}
