package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;

/** The other end of an actor's links, driven by a test. It answers only to what it has read. */
public final class TestPeer {

  private static final Duration SILENCE = Duration.ofMillis(200);

  private final ActorTestKit testKit;
  private final TestProbe<LinkFrame> probe;
  private final Queue<RelayMessage> bodies = new ArrayDeque<>();
  private @Nullable Link<RelayMessage> link;

  public TestPeer(ActorTestKit testKit) {
    this.testKit = testKit;
    this.probe = testKit.createTestProbe();
  }

  public ActorRef<LinkFrame> ref() {
    return probe.ref();
  }

  /** Makes the link by which this end speaks first. */
  public void connect(ActorRef<LinkFrame> peer) {
    link(peer, 1);
  }

  /** Returns the next body the actor sends, and acknowledges what came with it. */
  public RelayMessage nextBody() {
    while (bodies.isEmpty()) {
      LinkFrame frame = probe.receiveMessage();
      Link<RelayMessage> receiving = link(frame.from(), frame.link());
      bodies.addAll(receiving.receive(frame));
      receiving.tick();
    }
    return bodies.remove();
  }

  /** Sends the actor a body. */
  public void send(RelayMessage body) {
    Link<RelayMessage> sending = link;
    if (sending == null) {
      throw new IllegalStateException("not connected");
    }
    sending.send(body);
  }

  /** Expects that the actor sends nothing. */
  public void expectSilence() {
    assertThat(bodies).isEmpty();
    probe.expectNoMessage(SILENCE);
  }

  public void stop() {
    probe.stop();
  }

  private Link<RelayMessage> link(ActorRef<LinkFrame> peer, long number) {
    Link<RelayMessage> existing = link;
    if (existing == null) {
      existing =
          new Link<>(
              new Link.Ends(probe.ref(), peer, number),
              RelayMessage.class,
              TestSystems.settings().link(),
              SerializationExtension.get(testKit.system()),
              new TestListener());
      link = existing;
    }
    return existing;
  }
}
