package org.multiengine.actors.internal.link;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.core.local.LocalSocket;
import org.multiengine.core.local.LocalSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Chooses the wire of a link. A link begins on the cluster's remoting, changes to a socket when
 * both ends have one, and changes back if the socket ends. Used by one actor alone.
 */
final class WireChoice {

  private static final Logger LOG = LoggerFactory.getLogger(WireChoice.class);

  private final Link.Ends ends;
  private final String folder;
  private final FrameFormat format;
  private final ExtendedActorSystem system;
  private final Wire remoting;
  private Wire current;
  private LocalSockets.@Nullable Offer offer;

  /**
   * The wire over a connected socket. Written by the thread that reads sockets, or by the actor.
   */
  private volatile @Nullable Wire connected;

  /** Whether a socket that connects from now on is closed at once. */
  private volatile boolean refused;

  /**
   * Creates a choice that has made none.
   *
   * @param folder the folder in which sockets are offered; empty for none
   */
  WireChoice(Link.Ends ends, String folder, FrameFormat format, ExtendedActorSystem system) {
    this.ends = ends;
    this.folder = folder;
    this.format = format;
    this.system = system;
    this.remoting = new ActorWire(ends.peer());
    this.current = remoting;
  }

  private ActorRef<LinkFrame> peer() {
    return ends.peer();
  }

  /** Returns whether the peer is in another process of this machine. */
  boolean isOnThisMachine() {
    Option<String> host = system.provider().getDefaultAddress().host();
    return !isInThisProcess() && peer().path().address().host().equals(host);
  }

  /** Returns whether the peer is in this process, so that frames are never written. */
  boolean isInThisProcess() {
    return peer().path().address().hasLocalScope();
  }

  /** Creates a socket if the peer may be able to connect to it; returns the offer to the peer. */
  LinkControl.@Nullable SocketOffer offer() {
    if (folder.isEmpty() || offer != null || !isOnThisMachine()) {
      return null;
    }
    try {
      offer = sockets().offer(Path.of(folder), new Incoming());
      return new LinkControl.SocketOffer(offer.file().toString());
    } catch (IOException | RuntimeException e) {
      LOG.debug("no socket can be offered in {}", folder, e);
      return null;
    }
  }

  /** Connects to the socket that the peer offers; returns whether that is possible. */
  boolean connect(LinkControl.SocketOffer offered) {
    if (folder.isEmpty()) {
      return false;
    }
    try {
      Path file = Path.of(offered.file());
      LocalSocket socket = sockets().connect(Path.of(folder), file, new Incoming());
      connected = new SocketWire(socket, format, peer());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.debug("the socket of a process of this machine cannot be connected to", e);
      return false;
    }
  }

  private LocalSockets sockets() {
    return LinkSockets.get(Adapter.toTyped(system));
  }

  /** Passes on frames as if they had come over the cluster's remoting. */
  private final class Incoming implements LocalSockets.Listener {
    @Override
    public void received(ByteBuffer frame) {
      ends.self().tell(format.read(peer(), frame));
    }

    @Override
    public void opened(LocalSocket opened) {
      connected = new SocketWire(opened, format, peer());
      if (refused) {
        opened.close();
      }
    }
  }

  /** Closes the socket that was offered, because the peer cannot connect to it. */
  void declined() {
    close();
  }

  /** Returns whether the current wire has ended, so that what was on it is lost. */
  boolean hasEnded() {
    return !current.isOpen();
  }

  /** Returns whether there is a better wire than the current one. */
  boolean hasBetter() {
    Wire other = connected;
    return current == remoting && other != null && other.isOpen();
  }

  /** Changes to the other wire. Frames on the two wires arrive in any order. */
  void change() {
    Wire socket = connected;
    current = current == remoting && socket != null ? socket : remoting;
    LOG.debug("frames for {} go over {}", peer(), current == remoting ? "the cluster" : "a socket");
  }

  /** Returns whether the current wire loses nothing. */
  boolean isReliable() {
    return current.isReliable() && current.isOpen();
  }

  /** Sends a frame over the current wire. */
  void send(LinkFrame frame) {
    current.send(frame);
  }

  /** Closes the socket, because the peer does not read it. */
  void giveUp() {
    LOG.warn("{} does not read its socket; the socket is closed", peer());
    closeSocket();
  }

  private void closeSocket() {
    Wire open = connected;
    if (open != null) {
      open.close();
    }
  }

  /** Closes everything; the link has ended. */
  void close() {
    refused = true;
    if (offer != null) {
      offer.close();
    }
    closeSocket();
  }
}
