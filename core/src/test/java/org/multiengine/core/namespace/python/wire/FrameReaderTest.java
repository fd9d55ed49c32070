package org.multiengine.core.namespace.python.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FrameReaderTest {

  private static final int ROUNDS = 2_000;

  /** A channel that delivers bytes in pieces of random lengths, some of them empty. */
  private static final class Pieces implements ReadableByteChannel {

    private final ByteBuffer content;
    private final Random random;

    Pieces(byte[] content, Random random) {
      this.content = ByteBuffer.wrap(content);
      this.random = random;
    }

    @Override
    public int read(ByteBuffer target) {
      if (!content.hasRemaining()) {
        return -1;
      }
      int count = Math.min(random.nextInt(9), Math.min(target.remaining(), content.remaining()));
      target.put(content.slice(content.position(), count));
      content.position(content.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static Frame frame(Random random) {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      buffers.add(bytes(random));
    }
    return new Frame(random.nextBoolean(), bytes(random), buffers);
  }

  private static ByteBuffer bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] encoded(Frame frame) {
    var bytes = new ByteArrayOutputStream();
    for (ByteBuffer piece : frame.pieces()) {
      byte[] content = new byte[piece.remaining()];
      piece.get(content);
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Frame next(FrameReader reader) throws IOException {
    Frame frame = null;
    while (frame == null) {
      frame = reader.read();
    }
    return frame;
  }

  @Test
  void read_framesInPieces_areWhole() throws IOException {
    var random = new Random(1);
    List<Frame> sent = new ArrayList<>();
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < ROUNDS; i++) {
      sent.add(frame(random));
      bytes.writeBytes(encoded(sent.get(i)));
    }
    var reader = new FrameReader(new Pieces(bytes.toByteArray(), random));
    for (Frame each : sent) {
      assertThat(next(reader)).isEqualTo(each);
    }
    assertThatThrownBy(() -> next(reader)).hasMessageContaining("has ended");
  }

  @Test
  void read_damagedFrames_endWithAnError() {
    var random = new Random(2);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = encoded(frame(random));
      damaged[random.nextInt(Math.min(damaged.length, 8))] ^= (byte) (1 + random.nextInt(255));
      var reader = new FrameReader(new Pieces(damaged, random));
      try {
        while (true) {
          next(reader);
        }
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void read_largeBody_isWhole() throws IOException {
    var random = new Random(3);
    byte[] content = new byte[5_000_000];
    random.nextBytes(content);
    var sent = new Frame(false, ByteBuffer.wrap(content), List.of());

    assertThat(next(new FrameReader(new Pieces(encoded(sent), random)))).isEqualTo(sent);
  }

  @Test
  void read_lengthsAboveTheLimits_areRefused() {
    assertRefused(-1, 0, 0, "body of");
    assertRefused(Frame.MAX_BODY_BYTES + 1, 0, 0, "body of");
    assertRefused(0, Frame.MAX_BUFFERS + 1, 0, "buffers");
    assertRefused(0, 1, Frame.MAX_BUFFER_BYTES + 1, "a buffer of");
    assertRefused(0, 1, -1, "a buffer of");
  }

  private static void assertRefused(int body, int buffers, long length, String why) {
    byte[] bytes = new byte[Frame.HEADER_BYTES + Long.BYTES * Math.min(2, Math.max(0, buffers))];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(Frame.FIRST)
        .put(Frame.SECOND)
        .put((byte) Frame.VERSION)
        .put((byte) 0)
        .putInt(body)
        .putInt(buffers)
        .putInt(0);
    if (buffers > 0) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(Frame.HEADER_BYTES, length);
    }
    var reader = new FrameReader(new Pieces(bytes, new Random(3)));

    assertThatThrownBy(() -> next(reader))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void read_anotherVersion_isRefused() {
    byte[] bytes = encoded(new Frame(false, ByteBuffer.allocate(0), List.of()));
    bytes[2] = 9;

    assertThatThrownBy(() -> next(new FrameReader(new Pieces(bytes, new Random(4)))))
        .hasMessage("a frame of version 9 instead of 1");
  }
}
