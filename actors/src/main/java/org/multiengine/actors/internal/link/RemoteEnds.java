package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkFrame;

/**
 * The {@link RemoteEnd}s of an actor system, by the actors that stand for them: an Akka extension.
 *
 * <p>Safe for use by several threads.
 */
public final class RemoteEnds implements Extension {

  private static final class Id extends ExtensionId<RemoteEnds> {
    private static final Id INSTANCE = new Id();

    @Override
    public RemoteEnds createExtension(ActorSystem<?> system) {
      return new RemoteEnds(system);
    }
  }

  /** Ends the actor that stands for an end. */
  enum Stop {
    /** The only value. */
    INSTANCE
  }

  /** The begin of the names of the actors that stand for ends. */
  private static final String NAME_PREFIX = "multiengine-remote-";

  private final ActorSystem<?> system;
  private final FrameFormat format;
  private final Map<ActorRef<LinkFrame>, RemoteEnd> ends = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  private RemoteEnds(ActorSystem<?> system) {
    this.system = system;
    this.format = new FrameFormat(system);
  }

  /** Returns those of an actor system. */
  public static RemoteEnds get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /** Creates an end that is not connected yet. */
  public RemoteEnd add(RemoteEnd.Peer peer, RemoteEnd.Owner owner) {
    ActorRef<LinkFrame> ref =
        system
            .systemActorOf(proxy(), NAME_PREFIX + count.incrementAndGet(), Props.empty())
            .narrow();
    var end = new RemoteEnd(this, ref, peer, format, owner);
    ends.put(ref, end);
    return end;
  }

  /** Returns the behaviour of an actor that stands for an end: it sends the frames it receives. */
  private Behavior<Object> proxy() {
    return Behaviors.setup(
        context -> {
          ActorRef<LinkFrame> self = context.getSelf().narrow();
          return Behaviors.receive(Object.class)
              .onMessage(
                  LinkFrame.class,
                  frame -> {
                    send(self, frame);
                    return Behaviors.same();
                  })
              .onMessage(Stop.class, stop -> Behaviors.stopped())
              .build();
        });
  }

  private void send(ActorRef<LinkFrame> ref, LinkFrame frame) {
    RemoteEnd end = ends.get(ref);
    if (end != null) {
      end.send(frame);
    }
  }

  /** Forgets an end that has ended, because its user has handled all of its frames. */
  public void remove(ActorRef<LinkFrame> ref) {
    ends.remove(ref);
  }

  /** Returns whether an actor of this system stands, or has stood, for an end. */
  public static boolean isEnd(ActorRef<?> ref) {
    return ref.path().address().hasLocalScope() && ref.path().name().startsWith(NAME_PREFIX);
  }

  /** Returns the end that an actor stands for; null if it stands for none or has been removed. */
  public @Nullable RemoteEnd find(ActorRef<LinkFrame> ref) {
    return ends.get(ref);
  }
}
