package org.multiengine.actors.internal.link.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.CallId;

/**
 * The bytes of a frame without its sender. The parts of large values are copied once; Jackson
 * writes payloads and most messages of the link.
 *
 * <p>Layout: kind (1 byte), the number of the link, sequence, acknowledged and received (8 bytes
 * each). A payload or a message of the link follows as its bytes. A bundle follows as the number of
 * its payloads (4 bytes) and the bytes of each. The begin of a large message follows as the number
 * of its transfer and the length of its values (8 bytes each), the bytes of the call's client,
 * which are empty if there is no call, the number of the call (8 bytes), and the bytes of the head,
 * which are empty if there is none. A part follows as the number of its transfer and the length of
 * its value (8 bytes each), the length of the value's segments (4 bytes), and its bytes. An end
 * follows as the number of its transfer. Bytes stand behind their length (4 bytes).
 *
 * <p>A payload whose bytes cannot be read is an {@link UnreadablePayload}. Any other damage of a
 * frame is an exception.
 *
 * <p>Safe for use by several threads.
 */
public final class FrameFormat {

  private static final byte ACKNOWLEDGEMENT_KIND = 0;
  private static final byte PAYLOAD_KIND = 1;
  private static final byte PART_KIND = 2;
  private static final byte CONTROL_KIND = 3;

  private static final byte BUNDLE_KIND = 4;
  private static final byte BEGIN_KIND = 5;
  private static final byte END_KIND = 6;

  private static final int HEADER_BYTES = 1 + 4 * Long.BYTES;
  private static final int PART_HEADER_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int BEGIN_HEADER_BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;
  private static final byte[] NOTHING = new byte[0];

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
  public ByteBuffer write(LinkFrame frame) {
    Content content = content(frame.message());
    var buffer = ByteBuffer.allocate(HEADER_BYTES + content.bytes());
    content.put(header(buffer, content.kind(), frame));
    return buffer.flip();
  }

  /**
   * Writes a frame into a buffer.
   *
   * @throws java.nio.BufferOverflowException if the buffer has no room for it
   * @throws IllegalStateException if its message cannot be written
   */
  void write(LinkFrame frame, ByteBuffer into) {
    Content content = content(frame.message());
    content.put(header(into, content.kind(), frame));
  }

  private static ByteBuffer header(ByteBuffer into, byte kind, LinkFrame frame) {
    into.put(kind).putLong(frame.link());
    into.putLong(frame.sequence()).putLong(frame.acknowledged());
    return into.putLong(frame.received());
  }

  /**
   * What follows the header of a frame.
   *
   * @param kind the kind of frame
   * @param bytes how many bytes follow
   * @param writer writes these bytes
   */
  private record Content(byte kind, int bytes, Consumer<ByteBuffer> writer) {
    void put(ByteBuffer into) {
      writer.accept(into);
    }
  }

  private Content content(@Nullable LinkMessage message) {
    if (message == null) {
      return new Content(ACKNOWLEDGEMENT_KIND, 0, into -> {});
    }
    if (message instanceof LinkControl.Part part) {
      int size = PART_HEADER_BYTES + part.bytes().remaining();
      return new Content(PART_KIND, size, into -> put(into, part));
    }
    if (message instanceof LinkControl.Bundle bundle) {
      return content(bundle);
    }
    if (message instanceof LinkControl.Begin begin) {
      return content(begin);
    }
    if (message instanceof LinkControl.End end) {
      return new Content(END_KIND, Long.BYTES, into -> into.putLong(end.transfer()));
    }
    byte kind = message instanceof LinkControl ? CONTROL_KIND : PAYLOAD_KIND;
    byte[] bytes = bytes(message);
    return new Content(kind, Integer.BYTES + bytes.length, into -> put(into, bytes));
  }

  private Content content(LinkControl.Begin begin) {
    CallId call = begin.call();
    byte[] client = call == null ? NOTHING : call.client().getBytes(UTF_8);
    byte[] head = begin.head() == null ? NOTHING : bytes(begin.head());
    return new Content(
        BEGIN_KIND,
        BEGIN_HEADER_BYTES + client.length + head.length,
        into -> {
          put(into.putLong(begin.transfer()).putLong(begin.bytes()), client);
          put(into.putLong(call == null ? 0 : call.number()), head);
        });
  }

  private Content content(LinkControl.Bundle bundle) {
    List<byte[]> payloads = bundle.messages().stream().map(this::bytes).toList();
    int size =
        Integer.BYTES + payloads.stream().mapToInt(each -> Integer.BYTES + each.length).sum();
    return new Content(
        BUNDLE_KIND,
        size,
        into -> {
          into.putInt(payloads.size());
          payloads.forEach(each -> put(into, each));
        });
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
    if (message instanceof WrittenPayload written) {
      return written.bytes();
    }
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
    } catch (JsonProcessingException | RuntimeException e) {
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
    long link = buffer.getLong();
    long sequence = buffer.getLong();
    long acknowledged = buffer.getLong();
    long received = buffer.getLong();
    return new LinkFrame(from, link, sequence, acknowledged, received, message(kind, buffer));
  }

  private @Nullable LinkMessage message(byte kind, ByteBuffer buffer) {
    return switch (kind) {
      case ACKNOWLEDGEMENT_KIND -> null;
      case PAYLOAD_KIND -> payload(bytes(buffer));
      case PART_KIND -> part(buffer);
      case BUNDLE_KIND -> bundle(buffer);
      case BEGIN_KIND -> begin(buffer);
      case END_KIND -> new LinkControl.End(buffer.getLong(), null);
      case CONTROL_KIND -> read(controlReader, bytes(buffer));
      default -> throw new IllegalArgumentException("a frame is damaged: kind " + kind);
    };
  }

  private static LinkControl.Part part(ByteBuffer buffer) {
    long transfer = buffer.getLong();
    var layout = new LinkControl.Layout(buffer.getLong(), buffer.getInt());
    return new LinkControl.Part(transfer, layout, ByteBuffer.wrap(bytes(buffer)));
  }

  private LinkControl.Bundle bundle(ByteBuffer buffer) {
    int count = buffer.getInt();
    if (count < 0 || count > buffer.remaining() / Integer.BYTES) {
      throw new IllegalArgumentException("a frame is damaged: " + count + " messages");
    }
    List<LinkMessage> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      messages.add(payload(bytes(buffer)));
    }
    return new LinkControl.Bundle(messages);
  }

  private LinkControl.Begin begin(ByteBuffer buffer) {
    long transfer = buffer.getLong();
    long bytes = buffer.getLong();
    String client = new String(bytes(buffer), UTF_8);
    long number = buffer.getLong();
    byte[] head = bytes(buffer);
    return new LinkControl.Begin(
        transfer,
        client.isEmpty() ? null : new CallId(client, number),
        bytes,
        head.length == 0 ? null : payload(head));
  }

  /** Reads a payload, which is an {@link UnreadablePayload} if its bytes cannot be read. */
  public LinkMessage payload(byte[] payload) {
    try {
      return read(payload);
    } catch (IllegalArgumentException damaged) {
      return new UnreadablePayload(String.valueOf(damaged.getMessage()), payload.length);
    }
  }

  /**
   * Reads a payload.
   *
   * @throws IllegalArgumentException if its bytes cannot be read
   */
  public LinkPayload read(byte[] payload) {
    return (LinkPayload) read(payloadReader, payload);
  }

  private static LinkMessage read(ObjectReader reader, byte[] message) {
    try {
      LinkMessage read = reader.readValue(message);
      if (read == null) {
        throw new IllegalArgumentException("a message is empty");
      }
      return read;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("a message is damaged: " + e, e);
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
