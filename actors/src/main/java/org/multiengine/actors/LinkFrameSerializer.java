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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EncodedValue;

/**
 * Writes frames into the network's own buffers. The pieces of large values are copied once; what
 * else frames carry goes by Jackson.
 *
 * <p>Layout: kind of body (1 byte), sequence and acknowledged (8 bytes each), reference of the
 * sender; then for a body its manifest, for a piece whether it is the last (1 byte), and the bytes.
 * Texts and bytes stand behind their length (4 bytes).
 */
@SuppressWarnings("ArrayRecordComponent") // records here are never compared
public final class LinkFrameSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {

  private static final int IDENTIFIER = 19681;
  private static final String MANIFEST = "1";
  private static final byte NO_BODY = 0;
  private static final byte BODY = 1;
  private static final byte PART = 2;
  private static final int FIXED_BYTES = 1 + 2 * Long.BYTES + 3 * Integer.BYTES + 1;

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

  private record Content(byte kind, byte[] manifest, boolean last, byte[] bytes) {}

  @Override
  public void toBinary(Object message, ByteBuffer buffer) {
    LinkFrame frame = (LinkFrame) message;
    write(frame, content(frame.body()), buffer);
  }

  @Override
  public byte[] toBinary(Object message) {
    LinkFrame frame = (LinkFrame) message;
    Content content = content(frame.body());
    int size =
        FIXED_BYTES
            + text(frame.from()).length
            + content.manifest().length
            + content.bytes().length;
    ByteBuffer buffer = ByteBuffer.allocate(size);
    write(frame, content, buffer);
    byte[] written = new byte[buffer.position()];
    buffer.flip();
    buffer.get(written);
    return written;
  }

  private void write(LinkFrame frame, Content content, ByteBuffer buffer) {
    buffer.put(content.kind()).putLong(frame.sequence()).putLong(frame.acknowledged());
    put(buffer, text(frame.from()));
    if (content.kind() != NO_BODY) {
      put(buffer, content.manifest());
      buffer.put((byte) (content.last() ? 1 : 0));
      put(buffer, content.bytes());
    }
  }

  private static void put(ByteBuffer buffer, byte[] bytes) {
    buffer.putInt(bytes.length).put(bytes);
  }

  private Content content(@Nullable LinkBody body) {
    if (body == null) {
      return new Content(NO_BODY, new byte[0], true, new byte[0]);
    }
    if (body instanceof LinkBody.Part part) {
      byte[] manifest = part.manifest().getBytes(StandardCharsets.UTF_8);
      return new Content(PART, manifest, part.last(), part.bytes().bytes());
    }
    Serialization serialization = SerializationExtension.get(system);
    String manifest = Serializers.manifestFor(serialization.findSerializerFor(body), body);
    byte[] bytes = serialization.serialize(body).get();
    return new Content(BODY, manifest.getBytes(StandardCharsets.UTF_8), true, bytes);
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
    LinkBody body = kind == NO_BODY ? null : body(kind, buffer);
    return new LinkFrame(from, sequence, acknowledged, body);
  }

  private LinkBody body(byte kind, ByteBuffer buffer) {
    String manifest = getText(buffer);
    boolean isLast = buffer.get() != 0;
    byte[] bytes = getBytes(buffer);
    if (kind == PART) {
      return new LinkBody.Part(manifest, new EncodedValue(bytes), isLast);
    }
    return LinkBody.decode(SerializationExtension.get(system), bytes, manifest);
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
