package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests gathering the pieces that engines hold (reference, 10.2). */
abstract class GatherContract extends ContractCase {

  GatherContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void gather_scalars_isTheirList() {
    mec.put("x", 3.5);

    assertThat(mec.gather("x")).isEqualTo(List.of(3.5, 3.5, 3.5, 3.5));
  }

  @Test
  void gather_lists_isFlat() {
    mec.put("x", List.of(1, 2));

    assertThat(mec.gather("x")).isEqualTo(List.of(1, 2, 1, 2, 1, 2, 1, 2));
  }

  @Test
  void gather_nestedLists_isFlatByOneLevel() {
    mec.engines(0, 1).put("x", List.of(List.of(1), List.of(2)));

    assertThat(mec.engines(0, 1).gather("x"))
        .isEqualTo(List.of(List.of(1), List.of(2), List.of(1), List.of(2)));
  }

  @Test
  void gather_textsAndMaps_isTheirList() {
    mec.put("x", "ab");
    mec.put("y", Map.of(1, 2));

    assertThat(mec.gather("x")).isEqualTo(List.of("ab", "ab", "ab", "ab"));
    assertThat(mec.engines(0, 1).gather("y")).isEqualTo(List.of(Map.of(1, 2), Map.of(1, 2)));
  }

  @Test
  void gather_arrays_isOneArray() {
    mec.execute("x = [id, id] as double[]");

    assertThat(mec.engines(3, 1).gather("x")).isEqualTo(new double[] {3, 3, 1, 1});
  }

  @Test
  void gather_listThenScalar_isBare() {
    mec.execute("x = id == 0 ? [1] : 2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.gather("x"))
        .withMessageContaining("cannot join");
  }

  @Test
  void gather_scalarThenList_isTheListOfPieces() {
    mec.engines(0, 1).execute("x = id == 0 ? 1 : [2]");

    assertThat(mec.engines(0, 1).gather("x")).isEqualTo(List.of(1, List.of(2)));
  }

  @Test
  void gather_arraysOfDifferentTypes_isBare() {
    mec.execute("if (id == 0) { x = [1] as int[] } else { x = [1] as long[] }");

    assertThatIllegalArgumentException().isThrownBy(() -> mec.gather("x"));
  }

  @Test
  void gather_nameOnSomeEngines_failsForTheOthers() {
    mec.engines(0, 2).put("x", List.of(1));

    CompositeError error = composite(() -> mec.gather("x"));

    assertThat(error)
        .hasMessage(
            """
            one or more exceptions from call to method: gather
            [1:pull]: NameError: name x is not defined
            [3:pull]: NameError: name x is not defined\
            """);
  }

  @Test
  void gather_noTargets_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.view(Targets.of()).gather("x"))
        .withMessageContaining("target");
  }

  @Test
  void gatherAsync_behindTheWork_hasItsResult() throws Exception {
    mec.scatter("x", new int[] {1, 2, 3, 4, 5});
    Gate gate = gate();
    mec.executeAsync(gate.pass() + "; y = x.collect { it * 2 }");
    var pending = mec.gatherAsync("y");

    assertThat(pending.isDone()).isFalse();
    gate.open();

    assertThat(await(pending)).isEqualTo(List.of(2, 4, 6, 8, 10));
  }
}
