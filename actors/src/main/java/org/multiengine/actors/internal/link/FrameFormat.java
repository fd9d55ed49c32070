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

/**
 * The bytes of a frame without its sender. The parts of large values are copied once; Jackson
 * writes everything else.
 *
 * <p>Layout: kind (1 byte), sequence and acknowledged (8 bytes each). A payload or a message of the
 * link follows as its bytes. A part follows as the number of its transfer and the length of its
 * value (8 bytes each), the length of the value's segments (4 bytes), and its bytes. Bytes stand
 * behind their length (4 bytes).
 *
 * <p>Safe for use by several threads.
 */
public final class FrameFormat {

  private static final byte ACKNOWLEDGEMENT_KIND = 0;
  private static final byte PAYLOAD_KIND = 1;
  private static final byte PART_KIND = 2;
  private static final byte CONTROL_KIND = 3;

  private static final int HEADER_BYTES = 1 + 2 * Long.BYTES;
  private static final int PART_HEADER_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;

  /** The name of Jackson's settings in reference.conf. */
  private static final String JACKSON_BINDING = "multiengine-cbor";

  private final ObjectWriter payloadWriter;
  private final ObjectReader payloadReader;
  private final ObjectWriter controlWriter;
  private final ObjectReader controlReader;

  /** Creates the format of a system, whose settings name the Jackson modules for payloads. */
  public FrameFormat(ClassicActorSystemProvider system) {
    ObjectMapper mapper =
        JacksonObjectMapperProvider.get(system)
            .getOrCreate(JACKSON_BINDING, Optional.of(new CBORFactory()));
    this.payloadWriter = mapper.writerFor(LinkPayload.class);
    this.payloadReader = mapper.readerFor(LinkPayload.class);
    this.controlWriter = mapper.writerFor(LinkControl.class);
    this.controlReader = mapper.readerFor(LinkControl.class);
  }

  /**
   * Returns a frame's bytes.
   *
   * @throws IllegalStateException if its message cannot be written
   */
  ByteBuffer write(LinkFrame frame) {
    LinkMessage message = frame.message();
    if (message == null) {
      return header(ByteBuffer.allocate(HEADER_BYTES), ACKNOWLEDGEMENT_KIND, frame).flip();
    }
    if (message instanceof LinkControl.Part part) {
      int size = HEADER_BYTES + PART_HEADER_BYTES + part.bytes().remaining();
      return put(header(ByteBuffer.allocate(size), PART_KIND, frame), part).flip();
    }
    byte[] written = bytes(message);
    var buffer = ByteBuffer.allocate(HEADER_BYTES + Integer.BYTES + written.length);
    return put(header(buffer, kind(message), frame), written).flip();
  }

  /**
   * Writes a frame into a buffer.
   *
   * @throws java.nio.BufferOverflowException if the buffer has no room for it
   * @throws IllegalStateException if its message cannot be written
   */
  void write(LinkFrame frame, ByteBuffer into) {
    LinkMessage message = frame.message();
    if (message == null) {
      header(into, ACKNOWLEDGEMENT_KIND, frame);
    } else if (message instanceof LinkControl.Part part) {
      put(header(into, PART_KIND, frame), part);
    } else {
      put(header(into, kind(message), frame), bytes(message));
    }
  }

  private static byte kind(LinkMessage message) {
    return message instanceof LinkPayload ? PAYLOAD_KIND : CONTROL_KIND;
  }

  private static ByteBuffer header(ByteBuffer into, byte kind, LinkFrame frame) {
    return into.put(kind).putLong(frame.sequence()).putLong(frame.acknowledged());
  }

  private static ByteBuffer put(ByteBuffer into, LinkControl.Part part) {
    LinkControl.Layout layout = part.layout();
    into.putLong(part.transfer()).putLong(layout.bytes()).putInt(layout.segment());
    return into.putInt(part.bytes().remaining()).put(part.bytes().duplicate());
  }

  private static ByteBuffer put(ByteBuffer into, byte[] written) {
    return into.putInt(written.length).put(written);
  }

  private byte[] bytes(LinkMessage message) {
    return write(message instanceof LinkPayload ? payloadWriter : controlWriter, message);
  }

  /**
   * Returns the bytes of a payload.
   *
   * @throws IllegalStateException if it cannot be written
   */
  public byte[] write(LinkPayload payload) {
    return write(payloadWriter, payload);
  }

  private static byte[] write(ObjectWriter writer, LinkMessage message) {
    try {
      return writer.writeValueAsBytes(message);
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
  LinkFrame read(ActorRef<LinkFrame> from, ByteBuffer buffer) {
    byte kind = buffer.get();
    long sequence = buffer.getLong();
    long acknowledged = buffer.getLong();
    return new LinkFrame(from, sequence, acknowledged, message(kind, buffer));
  }

  private @Nullable LinkMessage message(byte kind, ByteBuffer buffer) {
    return switch (kind) {
      case ACKNOWLEDGEMENT_KIND -> null;
      case PAYLOAD_KIND -> read(bytes(buffer));
      case PART_KIND -> part(buffer);
      case CONTROL_KIND -> read(controlReader, bytes(buffer));
      default -> throw new IllegalArgumentException("a frame is damaged: kind " + kind);
    };
  }

  private static LinkControl.Part part(ByteBuffer buffer) {
    long transfer = buffer.getLong();
    var layout = new LinkControl.Layout(buffer.getLong(), buffer.getInt());
    return new LinkControl.Part(transfer, layout, ByteBuffer.wrap(bytes(buffer)));
  }

  /**
   * Reads a payload.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public LinkPayload read(byte[] payload) {
    return (LinkPayload) read(payloadReader, payload);
  }

  private static LinkMessage read(ObjectReader reader, byte[] message) {
    try {
      return reader.readValue(message);
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
