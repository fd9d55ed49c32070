package org.multiengine.actors.internal.link;

import akka.actor.ClassicActorSystemProvider;
import akka.actor.typed.ActorRef;
import akka.serialization.jackson.JacksonObjectMapperProvider;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.protocol.LinkBody;

/**
 * The bytes of a frame without its sender. The parts of large values are copied once; what else
 * frames carry goes by Jackson.
 *
 * <p>Layout: kind of body (1 byte), sequence and acknowledged (8 bytes each); then for a body its
 * bytes, for a part the number of its transfer and the length of its value (8 bytes each), that of
 * its segments (4 bytes), and the bytes. Bytes stand behind their length (4 bytes).
 *
 * <p>Safe for use by several threads.
 */
public final class FrameFormat {

  private static final byte NO_BODY = 0;
  private static final byte BODY = 1;
  private static final byte PART = 2;

  /** The room a frame takes beside its body. */
  private static final int HEADER = 1 + 2 * Long.BYTES;

  private static final int PART_HEADER = 2 * Long.BYTES + 2 * Integer.BYTES;

  /** The name by which reference.conf has the settings of Jackson. */
  private static final String BINDING = "multiengine-cbor";

  private final ObjectWriter writer;
  private final ObjectReader reader;

  public FrameFormat(ClassicActorSystemProvider system) {
    ObjectMapper mapper =
        JacksonObjectMapperProvider.get(system)
            .getOrCreate(BINDING, Optional.of(new CBORFactory()));
    this.writer = mapper.writerFor(LinkBody.class);
    this.reader = mapper.readerFor(LinkBody.class);
  }

  /** Returns a frame's bytes. */
  ByteBuffer write(LinkFrame frame) {
    LinkBody body = frame.body();
    if (body == null) {
      return header(ByteBuffer.allocate(HEADER), NO_BODY, frame).flip();
    }
    if (body instanceof LinkBody.Part part) {
      int size = HEADER + PART_HEADER + part.bytes().remaining();
      return put(header(ByteBuffer.allocate(size), PART, frame), part).flip();
    }
    byte[] written = write(body);
    var buffer = ByteBuffer.allocate(HEADER + Integer.BYTES + written.length);
    return put(header(buffer, BODY, frame), written).flip();
  }

  /**
   * Writes a frame where there is room for it.
   *
   * @throws java.nio.BufferOverflowException if there is not
   */
  void write(LinkFrame frame, ByteBuffer into) {
    LinkBody body = frame.body();
    if (body == null) {
      header(into, NO_BODY, frame);
    } else if (body instanceof LinkBody.Part part) {
      put(header(into, PART, frame), part);
    } else {
      put(header(into, BODY, frame), write(body));
    }
  }

  private static ByteBuffer header(ByteBuffer into, byte kind, LinkFrame frame) {
    return into.put(kind).putLong(frame.sequence()).putLong(frame.acknowledged());
  }

  private static ByteBuffer put(ByteBuffer into, LinkBody.Part part) {
    LinkBody.Layout layout = part.layout();
    into.putLong(part.transfer()).putLong(layout.bytes()).putInt(layout.segment());
    return into.putInt(part.bytes().remaining()).put(part.bytes().duplicate());
  }

  private static ByteBuffer put(ByteBuffer into, byte[] written) {
    return into.putInt(written.length).put(written);
  }

  /**
   * Returns the bytes of a body.
   *
   * @throws IllegalStateException if it cannot be written
   */
  public byte[] write(LinkBody body) {
    try {
      return writer.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written: " + e, e);
    }
  }

  /**
   * Reads a frame.
   *
   * @param from its sender
   * @throws IllegalArgumentException if it is damaged
   */
  public LinkFrame read(ActorRef<LinkFrame> from, ByteBuffer buffer) {
    byte kind = buffer.get();
    long sequence = buffer.getLong();
    long acknowledged = buffer.getLong();
    return new LinkFrame(from, sequence, acknowledged, body(kind, buffer));
  }

  private @Nullable LinkBody body(byte kind, ByteBuffer buffer) {
    if (kind == NO_BODY) {
      return null;
    }
    if (kind == PART) {
      long transfer = buffer.getLong();
      var layout = new LinkBody.Layout(buffer.getLong(), buffer.getInt());
      return new LinkBody.Part(transfer, layout, ByteBuffer.wrap(bytes(buffer)));
    }
    return read(bytes(buffer));
  }

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public LinkBody read(byte[] body) {
    try {
      return reader.readValue(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("a message is damaged", e);
    }
  }

  /** Reads bytes that stand behind their length. */
  static byte[] bytes(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("a frame is damaged: length " + length);
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
