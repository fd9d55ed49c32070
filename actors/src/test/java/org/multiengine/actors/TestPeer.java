package org.multiengine.actors;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The other end of an actor's links, driven by a test. It answers only to what it has read. */
final class TestPeer {

  private static final Duration SILENCE = Duration.ofMillis(200);

  private final ActorTestKit testKit;
  private final TestProbe<LinkFrame> probe;
  private @Nullable Link link;

  TestPeer(ActorTestKit testKit) {
    this.testKit = testKit;
    this.probe = testKit.createTestProbe();
  }

  ActorRef<LinkFrame> ref() {
    return probe.ref();
  }

  /** Makes the link by which this end speaks first. */
  void connect(ActorRef<LinkFrame> peer) {
    link(peer);
  }

  /** Returns the next body the actor sends, and acknowledges it. */
  LinkBody nextBody() {
    while (true) {
      LinkFrame frame = probe.receiveMessage();
      Link receiving = link(frame.from());
      LinkBody body = receiving.receive(frame);
      receiving.tick();
      if (body != null) {
        return body;
      }
    }
  }

  /** Sends the actor a body. */
  void send(LinkBody body) {
    Link sending = link;
    if (sending == null) {
      throw new IllegalStateException("not connected");
    }
    sending.send(body);
  }

  /** Expects that the actor sends nothing. */
  void expectSilence() {
    probe.expectNoMessage(SILENCE);
  }

  void stop() {
    probe.stop();
  }

  private Link link(ActorRef<LinkFrame> peer) {
    Link existing = link;
    if (existing == null) {
      existing =
          new Link(
              probe.ref(),
              peer,
              TestSystems.settings().link(),
              SerializationExtension.get(testKit.system()),
              (client, call, bytes, announced) -> {});
      link = existing;
    }
    return existing;
  }
}
