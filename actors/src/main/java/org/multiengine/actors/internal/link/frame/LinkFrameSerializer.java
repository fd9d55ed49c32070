package org.multiengine.actors.internal.link.frame;

import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.ByteBufferSerializer;
import akka.serialization.SerializerWithStringManifest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames into the network's own buffers: the reference of the sender behind its length (4
 * bytes), and the rest as {@link FrameFormat} says.
 */
@SuppressWarnings("ArrayRecordComponent") // records here are never compared
public final class LinkFrameSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {

  private static final int IDENTIFIER = 19681;
  private static final String MANIFEST = "2";

  private final ExtendedActorSystem system;
  private final FrameFormat format;

  /** The reference written last: an actor's frames all bear the same. */
  private volatile @Nullable Reference last;

  private record Reference(ActorRef<LinkFrame> ref, byte[] text) {}

  /** Made by Akka. */
  public LinkFrameSerializer(ExtendedActorSystem system) {
    this.system = system;
    this.format = new FrameFormat(system);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object frame) {
    return MANIFEST;
  }

  @Override
  public void toBinary(Object message, ByteBuffer buffer) {
    LinkFrame frame = (LinkFrame) message;
    byte[] from = text(frame.from());
    buffer.putInt(from.length).put(from);
    format.write(frame, buffer);
  }

  /** Only where no buffer of the network is at hand, as in tests of messages. */
  @Override
  public byte[] toBinary(Object message) {
    LinkFrame frame = (LinkFrame) message;
    byte[] from = text(frame.from());
    ByteBuffer rest = format.write(frame);
    var buffer = ByteBuffer.allocate(Integer.BYTES + from.length + rest.remaining());
    return buffer.putInt(from.length).put(from).put(rest).array();
  }

  private byte[] text(ActorRef<LinkFrame> ref) {
    Reference known = last;
    if (known != null && known.ref().equals(ref)) {
      return known.text();
    }
    String text = resolver().toSerializationFormat(ref);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    last = new Reference(ref, bytes);
    return bytes;
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return fromBinary(ByteBuffer.wrap(bytes), manifest);
  }

  @Override
  public Object fromBinary(ByteBuffer buffer, String manifest) {
    String from = new String(FrameFormat.bytes(buffer), StandardCharsets.UTF_8);
    ActorRef<LinkFrame> sender = resolver().resolveActorRef(from);
    if (isOwn(sender.path().address())) {
      // Frames within a node are never written: another node pretends to be this one.
      throw new IllegalArgumentException("a frame from the network in the name of " + from);
    }
    return format.read(sender, buffer);
  }

  private boolean isOwn(Address address) {
    return address.hasLocalScope() || address.equals(system.provider().getDefaultAddress());
  }
}
