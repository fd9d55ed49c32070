package org.multiengine.actors;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.ByteBufferSerializer;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import akka.serialization.Serializers;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames into the network's own buffers. The parts of large values are copied once; what
 * else frames carry goes by Jackson.
 *
 * <p>Layout: kind of body (1 byte), sequence and acknowledged (8 bytes each), reference of the
 * sender; then for a body its manifest and its bytes, for a part the number of its transfer and the
 * length of its value (8 bytes each), that of its segments (4 bytes), and the bytes. Texts and
 * bytes stand behind their length (4 bytes).
 */
@SuppressWarnings("ArrayRecordComponent") // records here are never compared
public final class LinkFrameSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {

  private static final int IDENTIFIER = 19681;
  private static final String MANIFEST = "1";
  private static final byte NO_BODY = 0;
  private static final byte BODY = 1;
  private static final byte PART = 2;
  private static final int SMALL = 1024;

  private final ExtendedActorSystem system;

  /** The reference written last: an actor's frames all bear the same. */
  private volatile @Nullable Reference last;

  private record Reference(ActorRef<LinkFrame> ref, byte[] text) {}

  /** Made by Akka. */
  public LinkFrameSerializer(ExtendedActorSystem system) {
    this.system = system;
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
    LinkBody body = frame.body();
    byte kind = body == null ? NO_BODY : body instanceof LinkBody.Part ? PART : BODY;
    buffer.put(kind).putLong(frame.sequence()).putLong(frame.acknowledged());
    put(buffer, text(frame.from()));
    if (body instanceof LinkBody.Part part) {
      LinkBody.Layout layout = part.layout();
      buffer.putLong(part.transfer()).putLong(layout.bytes()).putInt(layout.segment());
      buffer.putInt(part.bytes().remaining()).put(part.bytes().duplicate());
    } else if (body != null) {
      Serialization serialization = SerializationExtension.get(system);
      String manifest = Serializers.manifestFor(serialization.findSerializerFor(body), body);
      put(buffer, manifest.getBytes(StandardCharsets.UTF_8));
      put(buffer, serialization.serialize(body).get());
    }
  }

  /** Only where no buffer of the network is at hand, as in tests of messages. */
  @Override
  public byte[] toBinary(Object message) {
    LinkFrame frame = (LinkFrame) message;
    int room = SMALL;
    while (true) {
      ByteBuffer buffer = ByteBuffer.allocate(room);
      try {
        toBinary(frame, buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
      } catch (BufferOverflowException full) {
        room = Math.multiplyExact(room, 2);
      }
    }
  }

  private static void put(ByteBuffer buffer, byte[] bytes) {
    buffer.putInt(bytes.length).put(bytes);
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
    byte kind = buffer.get();
    long sequence = buffer.getLong();
    long acknowledged = buffer.getLong();
    ActorRef<LinkFrame> from = resolver().resolveActorRef(getText(buffer));
    return new LinkFrame(from, sequence, acknowledged, body(kind, buffer));
  }

  private @Nullable LinkBody body(byte kind, ByteBuffer buffer) {
    if (kind == NO_BODY) {
      return null;
    }
    if (kind == PART) {
      long transfer = buffer.getLong();
      var layout = new LinkBody.Layout(buffer.getLong(), buffer.getInt());
      return new LinkBody.Part(transfer, layout, ByteBuffer.wrap(getBytes(buffer)));
    }
    String manifest = getText(buffer);
    return LinkBody.decode(SerializationExtension.get(system), getBytes(buffer), manifest);
  }

  private static String getText(ByteBuffer buffer) {
    return new String(getBytes(buffer), StandardCharsets.UTF_8);
  }

  private static byte[] getBytes(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("a frame is damaged: length " + length);
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
