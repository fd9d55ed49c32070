package org.multiengine.core.task.piece;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamPiecesTest {

  private static final long MILLIS = 1_000_000;

  private final StreamPieces pieces = new StreamPieces(PieceSettings.defaults());

  @Test
  void size_shortElements_doublesUpToTheWantedTime() {
    for (int expected : new int[] {1, 2, 4, 8, 10, 10}) {
      assertThat(pieces.size()).isEqualTo(expected);
      pieces.ended(expected, expected * MILLIS);
    }
  }

  @Test
  void size_longElements_staysOne() {
    pieces.ended(1, 100 * MILLIS);

    assertThat(pieces.size()).isEqualTo(1);
  }

  @Test
  void isComplete_enoughElementsBytesOrTime_isTrue() {
    pieces.ended(1, MILLIS);

    assertThat(pieces.isComplete(1, 10, 0, MILLIS)).isFalse();
    assertThat(pieces.isComplete(2, 10, 0, MILLIS)).isTrue();
    assertThat(pieces.isComplete(1, 4 << 20, 0, MILLIS)).isTrue();
    assertThat(pieces.isComplete(1, 10, 0, 2 * MILLIS)).isTrue();
  }
}
