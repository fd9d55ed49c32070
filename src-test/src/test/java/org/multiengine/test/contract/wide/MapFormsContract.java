package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.Mapper;
import org.multiengine.client.ParallelFunction;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SyntaxError;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.partition.Distribution;
import org.multiengine.test.contract.ContractCase;

/** Tests the other forms of map: expressions, rawMap, mapper and parallel (reference, 10.3). */
abstract class MapFormsContract extends ContractCase {

  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  MapFormsContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void map_closureText_isAppliedThere() {
    assertThat(mec.map("{ x -> x ** 2 }", TEN)).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
  }

  @Test
  void map_nameOfAFunction_isThatOfTheEngine() {
    mec.execute("def twice(x) { 2 * x }");

    assertThat(mec.map("twice", List.of(1, 2, 3))).containsExactly(2, 4, 6);
  }

  @Test
  void map_expression_seesTheNamespace() {
    mec.put("factor", 5);

    assertThat(mec.map("{ it * factor }", List.of(1, 2))).containsExactly(5, 10);
  }

  @Test
  void map_expressionOnThreeSequences_takesTheirTriples() {
    assertThat(mec.map("{ a, b, c -> a + b + c }", new int[] {1, 2}, List.of(10, 20), "xy"))
        .containsExactly("11x", "22y");
  }

  @Test
  void map_noSequence_isBare() {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.map("{ it }"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.rawMap("{ it }", List.of(), Distribution.BLOCK));
  }

  @Test
  void map_withoutAnOrder_isBare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.map("{ it }", Set.of(1, 2)))
        .withMessageContaining("has no order");
    assertThatIllegalArgumentException().isThrownBy(() -> mec.map("{ it }", 5));
  }

  @Test
  void map_noFunction_failsWithAClearError() {
    mec.put("five", 5);

    assertAllFailed(composite(() -> mec.map("five", TEN)), KernelError.class);
    assertThat(composite(() -> mec.map("five", TEN)))
        .hasMessageContaining("five is not a function");
  }

  @Test
  void map_unknownName_isANameError() {
    CompositeError error = composite(() -> mec.map("missing", TEN));

    assertThat(error.entries())
        .hasSize(4)
        .allMatch(entry -> entry.toString().endsWith("NameError: name missing is not defined"));
  }

  @Test
  void map_brokenExpression_isASyntaxErrorOnEachEngine() {
    CompositeError error = composite(() -> mec.map("{ x -> ", TEN));

    assertThat(error.entries())
        .hasSize(4)
        .allMatch(entry -> entry.error().errorName().equals("SyntaxError"));
    assertThat(error.entries().get(0).error()).isNotInstanceOf(SyntaxError.class);
  }

  @Test
  void rawMap_roundRobin_dealsAndKeepsTheOrder() {
    List<Object> places = mec.rawMap("{ x -> [id, x] }", List.of(TEN), Distribution.ROUND_ROBIN);

    assertThat(places).isEqualTo(TEN.stream().map(x -> List.<Object>of(x % 4, x)).toList());
  }

  @Test
  void rawMap_block_givesContiguousPieces() {
    List<Object> ids = mec.rawMap("{ x -> id }", List.of(TEN), Distribution.BLOCK);

    assertThat(ids).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 3, 3);
  }

  @Test
  void rawMap_remoteFunctions_areApplied() {
    RemoteFunction<Integer, Integer> one = x -> x + 1;
    RemoteBiFunction<Integer, Integer, Integer> two = (x, y) -> x * y;

    assertThat(mec.rawMap(one, List.of(List.of(1, 2)), Distribution.BLOCK)).containsExactly(2, 3);
    assertThat(mec.rawMap(two, List.of(TEN, TEN), Distribution.ROUND_ROBIN))
        .containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
  }

  @Test
  void rawMap_roundRobinFails_namesTheElementOfTheWhole() {
    CompositeError error =
        composite(() -> mec.rawMap("{ x -> 1 / (x - 6) }", List.of(TEN), Distribution.ROUND_ROBIN));

    assertThat(error.entries()).hasSize(1);
    assertThat(error.entries().get(0).engine().value()).isEqualTo(2);
    assertThat(error).hasMessageContaining("(element 6: 6)");
  }

  @Test
  void mapper_distribution_deals() {
    Mapper mapper = mec.mapper().distribution(Distribution.ROUND_ROBIN);

    assertThat(mapper.map("{ x -> id }", List.of(1, 2, 3, 4, 5))).containsExactly(0, 1, 2, 3, 0);
    assertThat(mapper.map(x -> x + 1, TEN)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void mapper_targets_areObeyed() {
    Mapper mapper = mec.mapper().targets(Targets.of(3, 1));

    assertThat(mapper.map("{ x -> id }", List.of(1, 2, 3))).containsExactly(3, 3, 1);
    assertThat(mec.mapper().map("{ x -> id }", List.of(1, 2, 3, 4))).containsExactly(0, 1, 2, 3);
  }

  @Test
  void parallel_function_isUsedOnLists() throws Exception {
    ParallelFunction<Integer, Double> power = mec.parallel(x -> 10.0 * Math.pow(x, 4));

    assertThat(power.apply(List.of(1, 2))).containsExactly(10.0, 160.0);
    assertThat(power.call(List.of(0))).containsExactly(0.0);
    assertThat(await(power.applyAsync(List.of(1)))).containsExactly(10.0);
    assertThat(power.apply(List.of())).isEmpty();
  }

  @Test
  void parallel_targets_areThoseOfItsMaking() {
    mec.setTargets(Targets.of(1));
    ParallelFunction<Integer, Integer> function =
        mec.parallel(
            x -> {
              System.out.print("here");
              return x;
            });
    mec.setTargets(Targets.all());

    function.apply(List.of(1, 2));

    assertThat(outputs(mec.engines(1).getResult(1))).containsExactly("herehere");
    assertThat(composite(() -> mec.engines(0).getResult(1))).hasMessageContaining("IndexError");
  }

  @Test
  void listComprehension_inParallel_isScatterExecuteGather() {
    mec.scatter("x", TEN);
    mec.execute("y = x.collect { it ** 2 }");

    assertThat(mec.gather("y")).isEqualTo(List.of(0, 1, 4, 9, 16, 25, 36, 49, 64, 81));
  }
}
