package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other end of a link to a process with which this one has a connection. An actor of this
 * process stands for it: the actor's reference is the peer of the link, and the actor stops when
 * the other end has gone for good. The end outlives a broken connection, and goes on with the next
 * one.
 *
 * <p>Safe for use by several threads.
 */
public final class RemoteEnd implements Wire {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteEnd.class);

  /** The only byte of the frame by which either side ends the link for good. */
  private static final byte FAREWELL = 127;

  /**
   * The process at the other end.
   *
   * @param description names it, as text for people
   * @param roles its roles, as a guard sees them
   * @param onThisMachine whether it runs on this machine, so that memory can be shared with it
   */
  public record Peer(String description, Set<String> roles, boolean onThisMachine) {

    /** Makes the set of roles immutable. */
    public Peer {
      roles = Set.copyOf(roles);
    }
  }

  /** The owner of an end. Called on any thread; methods must return quickly. */
  public interface Owner {

    /** Called when the connection has ended and the end has not. */
    void broken(RemoteEnd end, String reason);

    /** Called once, when the end has ended. */
    void ended(RemoteEnd end, String reason);
  }

  private final RemoteEnds ends;
  private final ActorRef<LinkFrame> ref;
  private final Peer peer;
  private final FrameFormat format;
  private final Owner owner;
  private volatile @Nullable Connection connection;
  private volatile @Nullable ActorRef<Object> user;
  private boolean ended;
  private volatile boolean received;
  private volatile @Nullable String reason;

  /**
   * A message to the user of an end: the end has ended, and no frame of it follows. The user then
   * has it {@linkplain RemoteEnds#remove removed}.
   *
   * @param ref the actor that stood for the other end
   */
  public record Gone(ActorRef<LinkFrame> ref) {}

  /** Created by {@link RemoteEnds#add}. */
  RemoteEnd(RemoteEnds ends, ActorRef<LinkFrame> ref, Peer peer, FrameFormat format, Owner owner) {
    this.ends = ends;
    this.ref = ref;
    this.peer = peer;
    this.format = format;
    this.owner = owner;
  }

  /** Returns the actor that stands for the other end. */
  public ActorRef<LinkFrame> ref() {
    return ref;
  }

  /** Returns the process at the other end. */
  public Peer peer() {
    return peer;
  }

  /**
   * Sets the actor that has the link to this end. It receives the frames, and {@link WireOpened} at
   * each new connection.
   */
  public void use(ActorRef<Object> actor) {
    user = actor;
  }

  /**
   * Goes on over a new connection, which replaces an earlier one. An end that has ended closes it.
   *
   * @return the listener that handles the frames of the connection
   */
  public Listener open(Connection opened) {
    Connection before;
    synchronized (this) {
      before = connection;
      connection = ended ? null : opened;
    }
    if (before != null) {
      before.close();
    }
    if (connection != opened) {
      opened.close();
    }
    ActorRef<Object> receiver = user;
    if (receiver != null) {
      receiver.tell(new WireOpened(ref));
    }
    return new Frames(opened);
  }

  private final class Frames implements Listener {

    private final Connection source;

    Frames(Connection source) {
      this.source = source;
    }

    @Override
    public void received(ByteBuffer bytes) {
      if (bytes.remaining() == 1 && bytes.get(bytes.position()) == FAREWELL) {
        end("its process has ended the link");
        return;
      }
      ActorRef<Object> receiver = user;
      if (receiver == null) {
        end("it sends frames before there is a link");
        return;
      }
      received = true;
      try {
        receiver.tell(format.read(ref, bytes));
      } catch (RuntimeException damaged) {
        LOG.error("{} sends a frame that cannot be read", peer.description(), damaged);
        end("a frame of it cannot be read: " + damaged);
      }
    }

    @Override
    public void closed(String reason) {
      if (forget(source)) {
        owner.broken(RemoteEnd.this, reason);
      }
    }
  }

  private synchronized boolean forget(Connection closed) {
    if (connection != closed) {
      return false;
    }
    connection = null;
    return !ended;
  }

  /**
   * Ends this end for good: its actor stops, and the connection is closed. Another call does
   * nothing.
   */
  public void end(String why) {
    Connection open;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      reason = why;
      open = connection;
      connection = null;
    }
    if (open != null) {
      open.send(ByteBuffer.wrap(new byte[] {FAREWELL}));
      open.closeAfterSending();
    }
    ref.<Object>unsafeUpcast().tell(RemoteEnds.Stop.INSTANCE);
    ActorRef<Object> receiver = user;
    if (receiver == null) {
      ends.remove(ref);
    } else {
      receiver.tell(new Gone(ref)); // behind the frames, which are still those of this end
    }
    owner.ended(this, why);
  }

  /** Returns why this end has ended, as text for people; null if it has not. */
  public @Nullable String reason() {
    return reason;
  }

  /** Returns whether a frame of the other end has ever arrived. */
  public boolean hasReceived() {
    return received;
  }

  /** Returns whether this end is connected. */
  public boolean isOpen() {
    Connection now = connection;
    return now != null && now.isOpen();
  }

  /**
   * Sends a frame over the connection; without one it is lost, and sent again by the link later.
   */
  @Override
  public void send(LinkFrame frame) {
    Connection now = connection;
    if (now == null) {
      return;
    }
    try {
      now.send(format.write(frame));
    } catch (RuntimeException e) {
      LOG.error("a frame for {} cannot be written", peer.description(), e);
      end("a frame for it cannot be written: " + e);
    }
  }

  @Override
  public boolean isReliable() {
    return true;
  }

  @Override
  public boolean isInThisProcess() {
    return false;
  }

  @Override
  public boolean sharesMemory() {
    return peer.onThisMachine();
  }
}
