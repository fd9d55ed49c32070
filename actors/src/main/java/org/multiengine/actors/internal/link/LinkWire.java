package org.multiengine.actors.internal.link;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.local.LocalSocket;
import org.multiengine.core.local.LocalSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The way the frames of a link take: the cluster's own connection, or a socket if the peer is a
 * process of the same user on the same machine. A link begins with the first, changes to the second
 * when both have it, and goes back if the socket ends. Used by one actor alone.
 */
final class LinkWire {

  private static final Logger LOG = LoggerFactory.getLogger(LinkWire.class);

  private final ActorRef<LinkFrame> self;
  private final ActorRef<LinkFrame> peer;
  private final String folder;
  private final FrameFormat format;
  private final ExtendedActorSystem system;
  private LocalSockets.@Nullable Offer offer;

  /** What was connected to; set by the thread that reads, or by the actor. */
  private volatile @Nullable LocalSocket connected;

  /** None is wanted any more. */
  private volatile boolean refused;

  /** What is sent by; null for the cluster's connection. */
  private @Nullable LocalSocket socket;

  /**
   * Makes it.
   *
   * @param folder in which sockets are offered; empty for nowhere
   */
  LinkWire(
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      String folder,
      FrameFormat format,
      ExtendedActorSystem system) {
    this.self = self;
    this.peer = peer;
    this.folder = folder;
    this.format = format;
    this.system = system;
  }

  /** Tells whether the peer is in a process of this machine, and not in this one. */
  boolean isOnThisMachine() {
    Option<String> host = system.provider().getDefaultAddress().host();
    return !isInThisProcess() && peer.path().address().host().equals(host);
  }

  /** Tells whether the peer is in this process, so that frames are never written. */
  boolean isInThisProcess() {
    return peer.path().address().hasLocalScope();
  }

  /** Makes a socket, if the peer may be able to connect to it; returns what to tell it. */
  LinkBody.@Nullable SocketOffer offer() {
    if (folder.isEmpty() || offer != null || !isOnThisMachine()) {
      return null;
    }
    try {
      offer = sockets().offer(Path.of(folder), new Incoming());
      return new LinkBody.SocketOffer(offer.file().toString());
    } catch (IOException | RuntimeException e) {
      LOG.debug("no socket can be offered in {}", folder, e);
      return null;
    }
  }

  /** Connects to what the peer offers; returns whether that is possible. */
  boolean connect(LinkBody.SocketOffer offered) {
    if (folder.isEmpty()) {
      return false;
    }
    try {
      connected = sockets().connect(Path.of(folder), Path.of(offered.file()), new Incoming());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.debug("a process of this machine cannot be connected to", e);
      return false;
    }
  }

  private LocalSockets sockets() {
    return LinkSockets.get(Adapter.toTyped(system));
  }

  /** Hands on what comes, as if it had come by the cluster's connection. */
  private final class Incoming implements LocalSockets.Listener {
    @Override
    public void received(ByteBuffer frame) {
      self.tell(format.read(peer, frame));
    }

    @Override
    public void opened(LocalSocket opened) {
      connected = opened;
      if (refused) {
        opened.close();
      }
    }
  }

  /** The peer cannot connect: whoever else has is not heard. */
  void declined() {
    close();
  }

  private void closeSocket() {
    LocalSocket open = connected;
    if (open != null) {
      open.close();
    }
  }

  /** Tells whether the way that is taken now has ended: what was on it is lost. */
  boolean hasEnded() {
    return socket != null && !socket.isOpen();
  }

  /** Tells whether there is a better way than the one that is taken now. */
  boolean hasBetter() {
    LocalSocket other = connected;
    return socket == null && other != null && other.isOpen();
  }

  /** Takes the other way. No order is kept between what is on the one and on the other. */
  void change() {
    socket = socket == null ? connected : null;
    LOG.debug("frames for {} go by {}", peer, socket == null ? "the cluster" : "a socket");
  }

  /** Tells whether it is a socket that is taken now: unless it ends, nothing is lost there. */
  boolean isBySocket() {
    return socket != null && socket.isOpen();
  }

  /** Sends a frame; by a socket that fails it is lost, and the way has ended. */
  void send(LinkFrame frame) {
    LocalSocket by = socket;
    if (by == null) {
      peer.tell(frame);
      return;
    }
    try {
      by.send(format.write(frame));
    } catch (RuntimeException e) {
      LOG.error("a frame for {} cannot be written to its socket", peer, e);
      by.close();
    }
  }

  /** Gives the socket up, as nothing is heard of the other side. */
  void giveUp() {
    LOG.warn("{} does not read its socket; it is closed", peer);
    closeSocket();
  }

  /** The link has ended. */
  void close() {
    refused = true;
    if (offer != null) {
      offer.close();
    }
    closeSocket();
  }
}
