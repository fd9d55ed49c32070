package org.multiengine.core.task.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PiecePlanTest {

  private static final long MICROS = 1_000;
  private static final int ENGINES = 4;

  /** An engine of {@link #run}: the piece that it runs, and where it stops. */
  private static final class Runner {
    private @Nullable Piece piece;
    private int next;
    private int limit;
    private long begun;
    private long freeAt;
  }

  /** The result of a simulated map. */
  private record Run(double timesOptimum, int pieces) {}

  /** Runs a map whose elements take these times; cuts reach an engine after half a millisecond. */
  private static Run run(long[] times) {
    var plan = new PiecePlan(times.length, 0, ENGINES, PieceSettings.defaults());
    var seen = new BitSet(times.length);
    Runner[] engines =
        IntStream.range(0, ENGINES).mapToObj(i -> new Runner()).toArray(Runner[]::new);
    Map<Piece, Long> cuts = new HashMap<>();
    long now = 0;
    while (!plan.isDone()) {
      for (Runner engine : engines) {
        if (engine.piece == null) {
          start(engine, plan, cuts, now);
        }
      }
      Runner first =
          Arrays.stream(engines)
              .filter(engine -> engine.piece != null)
              .min((one, other) -> Long.compare(one.freeAt, other.freeAt))
              .orElseThrow();
      now = Math.max(now, first.freeAt);
      step(first, plan, times, seen, cuts, now);
    }
    assertThat(seen.cardinality()).isEqualTo(times.length);
    long longest = Arrays.stream(times).max().orElse(0);
    long optimum = Math.max(Arrays.stream(times).sum() / ENGINES, longest);
    return new Run((double) now / optimum, plan.pieces());
  }

  private static void start(Runner engine, PiecePlan plan, Map<Piece, Long> cuts, long now) {
    Piece next = plan.next();
    if (next == null) {
      Piece cut = plan.cut(now);
      if (cut != null) {
        cuts.put(cut, now + 500 * MICROS);
      }
      return;
    }
    engine.piece = next;
    engine.next = next.from();
    engine.limit = next.to();
    engine.begun = now;
    engine.freeAt = now;
    plan.begun(next, now);
  }

  /** Runs an element, or ends the piece. */
  private static void step(
      Runner engine, PiecePlan plan, long[] times, BitSet seen, Map<Piece, Long> cuts, long now) {
    Piece piece = Objects.requireNonNull(engine.piece);
    Long cutAt = cuts.get(piece);
    if (cutAt != null && cutAt <= now) {
      engine.limit = Piece.cutPoint(engine.next, engine.limit);
      cuts.remove(piece);
      plan.stopsBefore(piece, engine.limit);
    }
    if (engine.next == engine.limit) {
      cuts.remove(piece);
      engine.piece = null;
      plan.ended(piece, engine.next, now - engine.begun);
      return;
    }
    assertThat(seen.get(engine.next)).as("element %s runs once", engine.next).isFalse();
    seen.set(engine.next);
    engine.freeAt = now + times[engine.next];
    engine.next++;
    plan.progress(piece, engine.next - 1 - piece.from());
  }

  private static long[] even(int elements, long nanos) {
    long[] times = new long[elements];
    Arrays.fill(times, nanos);
    return times;
  }

  @Test
  void even_elements_areOnePieceForEachEngine() {
    Run run = run(even(4_000, 50 * MICROS));

    assertThat(run.pieces()).isEqualTo(ENGINES);
    assertThat(run.timesOptimum()).isLessThan(1.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000, 10_000, 19_700})
  void skewed_heavyElementsTogether_isFinishedWithinATenthOfTheOptimum(int from) {
    long[] times = even(20_000, 50 * MICROS);
    Arrays.fill(times, from, from + 200, 5_000 * MICROS);

    Run run = run(times);

    assertThat(run.timesOptimum()).isLessThan(1.1);
    assertThat(run.pieces()).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void random_elements_runOnceEach(long seed) {
    var random = new Random(seed);
    long[] times = even(1 + random.nextInt(3_000), 1);
    Arrays.setAll(times, i -> (long) (Math.exp(random.nextGaussian() * 2) * 100 * MICROS));

    assertThat(run(times).timesOptimum()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void next_manyBytes_givesSmallerPieces() {
    var plan = new PiecePlan(100, 100L << 20, 1, PieceSettings.defaults());

    assertThat(plan.next()).isEqualTo(new Piece(0, 4));
  }

  @Test
  void next_longElements_givesPiecesOfASecond() {
    var plan = new PiecePlan(100, 0, 2, PieceSettings.defaults());
    Piece first = Objects.requireNonNull(plan.next());
    plan.begun(first, 0);
    plan.ended(first, 10, 10L * 200_000 * MICROS);

    assertThat(plan.next()).isEqualTo(new Piece(10, 15));
  }

  @Test
  void next_noElements_isDoneAtOnce() {
    var plan = new PiecePlan(0, 0, 2, PieceSettings.defaults());

    assertThat(plan.next()).isNull();
    assertThat(plan.isDone()).isTrue();
  }

  @Test
  void cut_shortRest_isNotWorthWhile() {
    var plan = new PiecePlan(10, 0, 1, PieceSettings.defaults());
    Piece only = Objects.requireNonNull(plan.next());
    plan.begun(only, 0);
    plan.progress(only, 5);

    assertThat(plan.cut(5 * 900 * MICROS)).isNull();
    assertThat(plan.cut(5 * 1_100 * MICROS)).isEqualTo(only);
    assertThat(plan.cut(5 * 1_100 * MICROS)).isNull();
  }
}
