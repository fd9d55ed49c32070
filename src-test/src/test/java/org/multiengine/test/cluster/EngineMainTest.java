package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.process.EngineMain;
import org.multiengine.test.support.Children;

/** Tests the ends of an engine process that its host does not cause. */
final class EngineMainTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private ActorSystem<Void> host;
  private Process process;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    host =
        ActorSystem.create(
            Behaviors.empty(),
            NodeConfig.SYSTEM_NAME,
            NodeConfig.load()
                .withValue(
                    "akka.cluster.roles",
                    ConfigValueFactory.fromIterable(
                        List.of(NodeRoles.HOST, NodeRoles.MULTIENGINE))));
    ApplicationSystem.join(host, host);
    Multiengine.get(host).startHost();
    ProcessBuilder program = Children.java(EngineMain.class.getName());
    program
        .command()
        .addAll(
            1,
            List.of(
                "-Dakka.cluster.seed-nodes.0=" + Cluster.get(host).selfMember().address(),
                "-Dakka.cluster.roles.0=" + NodeRoles.ENGINE,
                "-Dakka.cluster.roles.1=" + NodeRoles.MULTIENGINE,
                "-Dmultiengine.engine.slot=a"));
    process =
        program
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(Multiengine.get(host).directory().await(1, LIMIT, count -> {})).isTrue();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
    ActorTestKit.shutdown(host);
  }

  @Test
  void node_declaredDown_endsItsProcessThoughItsHostIsThere() throws Exception {
    for (Member member : Cluster.get(host).state().getMembers()) {
      if (member.hasRole(NodeRoles.ENGINE)) {
        Cluster.get(host).manager().tell(new Down(member.address()));
      }
    }

    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void relay_ends_endsTheProcessWithAFailure() throws Exception {
    Cluster.get(host)
        .state()
        .getMembers()
        .forEach(
            member ->
                Adapter.toClassic(host)
                    .actorSelection(member.address() + "/system/multiengine-relay")
                    .tell(PoisonPill.getInstance(), ActorRef.noSender()));

    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void standardInput_ends_endsTheProcess() throws Exception {
    process.getOutputStream().close();

    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
