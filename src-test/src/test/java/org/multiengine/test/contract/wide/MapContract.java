package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Progress;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests functions of Java applied to the elements of lists (reference, 10.3). */
abstract class MapContract extends ContractCase {

  /** The argument and result of a mapped function. */
  record Point(int x, int y) {

    int sum() {
      return x + y;
    }
  }

  /** The exception of a mapped function. */
  static final class Unlucky extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int number;

    Unlucky(int number) {
      super("no luck with " + number);
      this.number = number;
    }
  }

  MapContract(LocalCluster cluster) {
    super(cluster);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  static int square(int x) {
    return x * x;
  }

  @Test
  void map_lambda_equalsTheSerialMap() {
    List<Double> powers = mec.map(x -> Math.pow(x, 10), range(32));

    assertThat(powers).isEqualTo(range(32).stream().map(x -> Math.pow(x, 10)).toList());
  }

  @Test
  void map_methodReference_isApplied() {
    assertThat(mec.map(MapContract::square, range(5))).containsExactly(0, 1, 4, 9, 16);
    assertThat(mec.map(Point::sum, List.of(new Point(1, 2)))).containsExactly(3);
  }

  @Test
  void map_anonymousClass_isApplied() {
    assertThat(mec.map(doubling(), range(3))).containsExactly(0, 2, 4);
  }

  @Test
  void map_twoLists_takesTheirPairs() {
    List<Integer> sums = mec.map((x, y) -> x + y, range(10), List.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    assertThat(sums).hasSize(10).containsOnly(9);
  }

  @Test
  void map_fewerElementsThanEngines_isFine() {
    assertThat(mec.map(x -> x + 1, range(3))).containsExactly(1, 2, 3);
    assertThat(mec.map(x -> x + 1, range(1))).containsExactly(1);
  }

  @Test
  void map_noElements_isEmpty() {
    assertThat(mec.map((Integer x) -> x + 1, List.<Integer>of())).isEmpty();
  }

  @Test
  void map_noTargets_isRefusedOrEmpty() {
    assertThat(mec.view(Targets.of()).map((Integer x) -> x + 1, List.<Integer>of())).isEmpty();
  }

  @Test
  void map_unequalLists_isBareAndNothingIsSent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.map((x, y) -> x + y, range(3), range(4)))
        .withMessageContaining("all sequences must have equal length");

    mec.execute("a = 1");
    assertThat(numbers(mec.getResult())).containsOnly(1);
  }

  @Test
  void map_someEngines_obeysTheTargets() {
    List<Integer> ids =
        mec.engines(2, 0).map("{ x -> id }", range(4)).stream().map(id -> (Integer) id).toList();

    assertThat(ids).containsExactly(2, 2, 0, 0);
  }

  @Test
  void map_unknownEngine_failsWithTheErrorItself() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> mec.engines(0, 99).map(x -> x, range(3)))
        .withMessageContaining("99");
  }

  @Test
  void map_failingElement_namesEngineAndElement() {
    CompositeError error =
        composite(
            () ->
                mec.map(
                    x -> {
                      if (x == 7) {
                        throw new Unlucky(x);
                      }
                      return x;
                    },
                    range(10)));

    // 10 elements on 4 engines: 0 1 2 | 3 4 5 | 6 7 | 8 9
    assertThat(error)
        .hasMessage(
            "one or more exceptions from call to method: map\n"
                + "[2:map]: Unlucky: no luck with 7 (element 7: 7)");
    assertThat(error.results()).hasSize(3);
  }

  @Test
  void map_failingOnTwoEngines_hasAnEntryForEach() {
    CompositeError error = composite(() -> mec.map(x -> 1 / (x % 2), range(4)));

    assertThat(error.entries()).extracting(entry -> entry.engine().value()).containsExactly(0, 2);
    assertThat(error.entries().get(1).error().errorMessage()).contains("(element 2: 2)");
  }

  @Test
  void map_exceptionOfTheProgram_isThrownItself() {
    CompositeError error =
        composite(
            () ->
                mec.map(
                    x -> {
                      throw new Unlucky(x);
                    },
                    List.of(5)));

    assertThatExceptionOfType(Unlucky.class)
        .isThrownBy(error::raiseException)
        .satisfies(thrown -> assertThat(thrown.number).isEqualTo(5));
  }

  @Test
  void map_checkedException_isARemoteError() {
    CompositeError error =
        composite(
            () ->
                mec.map(
                    x -> {
                      throw new java.io.IOException("disk");
                    },
                    List.of(5)));

    assertThat(error.entries().get(0).error())
        .isInstanceOfSatisfying(
            RemoteError.class,
            remote -> {
              assertThat(remote.errorName()).isEqualTo("IOException");
              assertThat(remote).hasCauseInstanceOf(java.io.IOException.class);
              assertThat(remote.traceback()).contains("MapContract.java");
            });
  }

  @Test
  void map_capturedValues_goAlong() {
    int factor = 3;
    List<String> words = new ArrayList<>(List.of("a", "b"));
    var origin = new Point(1, 1);

    List<String> results = mec.map(x -> words.get(0) + (factor * x + origin.sum()), range(3));

    assertThat(results).containsExactly("a2", "a5", "a8");
  }

  @Test
  void map_recordsOfTheProgram_goBothWays() {
    List<Point> turned =
        mec.map(p -> new Point(p.y(), p.x()), List.of(new Point(1, 2), new Point(3, 4)));

    assertThat(turned).containsExactly(new Point(2, 1), new Point(4, 3));
  }

  @Test
  void map_lambdaInALambda_isApplied() {
    List<List<Integer>> rows = mec.map(x -> range(x).stream().map(y -> x * y).toList(), range(4));

    assertThat(rows).containsExactly(List.of(), List.of(0), List.of(0, 2), List.of(0, 3, 6));
  }

  @Test
  void map_capturedFunction_isCalled() {
    RemoteFunction<Integer, Integer> inner = x -> x + 1;

    assertThat(mec.map(x -> inner.apply(inner.apply(x)), range(3))).containsExactly(2, 3, 4);
  }

  @Test
  @SuppressWarnings("NullAway") // functions may take and give null
  void map_nulls_keepTheirPlaces() {
    List<Integer> none = mec.map(x -> x == null ? 0 : null, Arrays.asList(1, null, 2));

    assertThat(none).containsExactly(null, 0, null);
  }

  @Test
  void map_leavesNoNamesBehind() {
    mec.map(x -> x, range(8));
    mec.map("{ x -> x }", range(8));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void map_takesANumberOnEachEngine() {
    mec.map(x -> x, range(8));

    assertThat(numbers(mec.execute("a = 1"))).containsOnly(2);
    assertThat(mec.getResult(1)).allMatch(record -> record.input().startsWith("map("));
  }

  @Test
  void map_printingFunction_hasItsOutputInTheRecord() {
    mec.map(
        x -> {
          System.out.println("element " + x);
          return x;
        },
        range(4));

    assertThat(outputs(mec.getResult(1)))
        .containsExactly("element 0\n", "element 1\n", "element 2\n", "element 3\n");
  }

  @Test
  void mapAsync_runningMap_isPendingAndReportsItsProgress(@TempDir Path folder) throws Exception {
    var gate = new Gate(folder.resolve("open"));
    String path = folder.resolve("open").toString();
    PendingResult<List<Integer>> pending =
        mec.engines(1)
            .mapAsync(
                x -> {
                  while (x > 0 && !new File(path).exists()) {
                    var unused = new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
                  }
                  return x;
                },
                range(5));

    Awaitility.await().atMost(LIMIT).until(() -> pending.progress().equals(new Progress(1, 5)));
    assertThat(pending.isDone()).isFalse();
    gate.open();

    assertThat(await(pending)).isEqualTo(range(5));
    assertThat(pending.progress()).hasToString("5 of 5");
  }

  @Test
  void mapAsync_cancelled_stops() {
    PendingResult<List<Integer>> pending =
        mec.mapAsync(
            x -> {
              new CountDownLatch(1).await();
              return x;
            },
            range(4));

    pending.cancel();

    assertAllFailed(composite(pending), org.multiengine.core.error.TaskAborted.class);
  }

  @Test
  void map_tenThousandElements_keepTheirOrder() {
    assertThat(mec.map(x -> -x, range(10_000)))
        .isEqualTo(range(10_000).stream().map(x -> -x).toList());
  }

  private static RemoteFunction<Integer, Integer> doubling() {
    return new RemoteFunction<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public Integer apply(Integer value) {
        return 2 * value;
      }
    };
  }
}
