package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameReaderTest {

  private final List<byte[]> frames = new ArrayList<>();
  private int most = Integer.MAX_VALUE;
  private final FrameReader reader =
      new FrameReader(
          new FrameReader.Sink() {
            @Override
            public void frame(ByteBuffer frame) {
              byte[] bytes = new byte[frame.remaining()];
              frame.get(bytes);
              frames.add(bytes);
            }

            @Override
            public boolean isReceiving() {
              return frames.size() < most;
            }
          });

  @Test
  void feed_anyDivision_deliversTheSameFrames() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<byte[]> sent = randomFrames(random);
      frames.clear();

      ByteBuffer all = framed(sent);
      while (all.hasRemaining()) {
        int count = Math.min(all.remaining(), 1 + random.nextInt(1 << random.nextInt(18)));
        reader.feed(all.slice(all.position(), count));
        all.position(all.position() + count);
      }

      assertThat(frames).hasSize(sent.size());
      for (int place = 0; place < sent.size(); place++) {
        assertThat(frames.get(place)).isEqualTo(sent.get(place));
      }
      assertThat(reader.isInsideFrame()).isFalse();
    }
  }

  private static List<byte[]> randomFrames(Random random) {
    List<byte[]> sent = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      byte[] frame = new byte[random.nextInt(1 << random.nextInt(17))];
      random.nextBytes(frame);
      sent.add(frame);
    }
    return sent;
  }

  private static ByteBuffer framed(List<byte[]> sent) {
    int size = sent.stream().mapToInt(frame -> Integer.BYTES + frame.length).sum();
    ByteBuffer all = ByteBuffer.allocate(size);
    sent.forEach(frame -> all.putInt(frame.length).put(frame));
    return all.flip();
  }

  @Test
  void feed_largestFrameInPieces_isDelivered() throws IOException {
    byte[] largest = End.bytes(1, Connections.MAX_FRAME_BYTES);
    ByteBuffer all = framed(List.of(largest, new byte[] {7}));

    while (all.hasRemaining()) {
      int count = Math.min(all.remaining(), 3_000_001);
      reader.feed(all.slice(all.position(), count));
      all.position(all.position() + count);
    }

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).isEqualTo(largest);
    assertThat(frames.get(1)).containsExactly(7);
  }

  @Test
  void feed_largestLengthAlone_takesLittleMemory() throws IOException {
    List<FrameReader> readers = new ArrayList<>();
    for (int number = 0; number < 200; number++) { // would need 12.5 GB
      FrameReader one = new FrameReader(new Refusing());
      one.feed(ByteBuffer.allocate(6).putInt(0, Connections.MAX_FRAME_BYTES));
      readers.add(one);
    }

    assertThat(readers).allMatch(FrameReader::isInsideFrame);
  }

  private static final class Refusing implements FrameReader.Sink {

    @Override
    public void frame(ByteBuffer frame) {
      throw new AssertionError("no frame is complete");
    }

    @Override
    public boolean isReceiving() {
      return true;
    }
  }

  @Test
  void feed_lengthOutOfBounds_throws() {
    assertThatThrownBy(() -> reader.feed(ByteBuffer.allocate(4).putInt(0, -5)))
        .isInstanceOf(IOException.class)
        .hasMessage("the other end announces a frame of -5 bytes");
  }

  @Test
  void feed_lengthOutOfBoundsInPieces_throws() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4).putInt(0, Integer.MAX_VALUE);
    reader.feed(length.slice(0, 2));

    assertThatThrownBy(() -> reader.feed(length.slice(2, 2))).isInstanceOf(IOException.class);
  }

  @Test
  void feed_sinkReceivesNoMore_leavesTheRest() throws IOException {
    most = 1;
    ByteBuffer all = framed(List.of(new byte[] {1}, new byte[] {2}));

    reader.feed(all);

    assertThat(frames).hasSize(1);
    assertThat(all.remaining()).isEqualTo(Integer.BYTES + 1);
  }
}
