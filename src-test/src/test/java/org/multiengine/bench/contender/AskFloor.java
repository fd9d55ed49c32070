package org.multiengine.bench.contender;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiengine.bench.table.Work;

/**
 * A floor: a bare ask of an actor that answers at once, in four other processes, by Akka's own
 * remoting in the clear and with its default settings.
 */
public final class AskFloor implements Entrant {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The question; Jackson writes it. */
  public record Question(String text, ActorRef<Reply> replyTo) {}

  /** The answer. */
  public record Reply(String text, boolean well) {}

  @Override
  public String label() {
    return "floor: bare Akka ask";
  }

  /** The other process. */
  public static void main(String[] args) throws IOException {
    ActorSystem<Question> system = ActorSystem.create(answering(), "floor", config());
    Child.ready(ActorRefResolver.get(system).toSerializationFormat(system));
    Child.awaitEnd();
    system.terminate();
  }

  private static Behavior<Question> answering() {
    return Behaviors.receiveMessage(
        question -> {
          question.replyTo().tell(new Reply(question.text(), true));
          return Behaviors.same();
        });
  }

  private static Config config() {
    return ConfigFactory.parseString(
            """
            akka {
              loglevel = WARNING
              actor.provider = cluster
              actor.serialization-bindings {
                "org.multiengine.bench.contender.AskFloor$Question" = jackson-cbor
                "org.multiengine.bench.contender.AskFloor$Reply" = jackson-cbor
              }
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              remote.warn-unsafe-watch-outside-cluster = off
              remote.use-unsafe-remote-features-outside-cluster = on
            }
            """)
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  @Override
  public Contender start() throws IOException {
    JavaContender contender = new JavaContender();
    ActorSystem<Question> system = ActorSystem.create(answering(), "floor", config());
    contender.closing(system::terminate);
    List<ActorRef<Question>> others = new ArrayList<>();
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < Work.ENGINES; i++) {
      Child child = contender.closing(Child.java(AskFloor.class, List.of()));
      children.add(child);
      others.add(ActorRefResolver.get(system).resolveActorRef(child.awaitReady()));
    }
    return contender
        .processes(() -> children.stream().flatMap(child -> child.pids().stream()).toList())
        .does(Work.CALL_ONE, () -> ask(system, others.get(0)).join())
        .does(
            Work.CALL_ALL,
            () ->
                others.stream()
                    .map(other -> ask(system, other))
                    .toList()
                    .forEach(CompletableFuture::join))
        .does(
            Work.PIPELINED_ONE,
            () -> {
              List<CompletableFuture<Reply>> replies = new ArrayList<>();
              for (int i = 0; i < Work.PIPELINED; i++) {
                replies.add(ask(system, others.get(0)));
              }
              replies.forEach(CompletableFuture::join);
            });
  }

  private static CompletableFuture<Reply> ask(
      ActorSystem<Question> system, ActorRef<Question> other) {
    return AskPattern.<Question, Reply>ask(
            other, replyTo -> new Question("a=5", replyTo), LIMIT, system.scheduler())
        .toCompletableFuture();
  }
}
