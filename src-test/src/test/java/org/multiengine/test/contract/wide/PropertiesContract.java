package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.test.contract.ContractCase;

/** Tests the properties of engines, a dictionary in addition to the namespace (reference, 9.4). */
abstract class PropertiesContract extends ContractCase {

  PropertiesContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void properties_freshEngines_haveNone() {
    assertThat(mec.getProperties()).hasSize(4).containsOnly(Map.of());
  }

  @Test
  void setProperties_thenGet_isWhatWasSet() {
    mec.setProperties(Map.of("a", 1, "b", List.of("x")));
    mec.engines(2).setProperties(Map.of("a", 2));

    assertThat(mec.getProperties().get(0)).isEqualTo(Map.of("a", 1, "b", List.of("x")));
    assertThat(mec.getProperties(List.of("a")))
        .containsExactly(Map.of("a", 1), Map.of("a", 1), Map.of("a", 2), Map.of("a", 1));
  }

  @Test
  void setProperties_areNoNames() {
    mec.setProperties(Map.of("a", 1));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void setProperties_unsendable_isBare() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.setProperties(Map.of("a", Thread.currentThread())));
  }

  @Test
  void hasProperties_someSet_returnsEach() {
    mec.engines(1).setProperties(Map.of("a", 1));

    assertThat(mec.engines(0, 1).hasProperties(List.of("a", "zz")))
        .containsExactly(List.of(false, false), List.of(true, false));
  }

  @Test
  void getProperties_missing_isAKeyError() {
    mec.engines(0).setProperties(Map.of("a", 1));

    CompositeError error = composite(() -> mec.engines(0, 1).getProperties(List.of("a")));

    assertThat(error)
        .hasMessage(
            "one or more exceptions from call to method: get_properties\n"
                + "[1:get_properties]: KeyError: a");
    assertAllFailedOn(error, KeyError.class);
  }

  @Test
  void delProperties_removesThose() {
    mec.setProperties(Map.of("a", 1, "b", 2));
    mec.delProperties(List.of("a"));

    assertThat(mec.getProperties()).containsOnly(Map.of("b", 2));
  }

  @Test
  void delProperties_oneMissing_isAKeyErrorAndChangesNothing() {
    mec.setProperties(Map.of("a", 1));

    assertAllFailed(composite(() -> mec.delProperties(List.of("a", "zz"))), KeyError.class);

    assertThat(mec.getProperties()).containsOnly(Map.of("a", 1));
  }

  @Test
  void clearProperties_leavesNone() {
    mec.setProperties(Map.of("a", 1));
    mec.clearProperties();

    assertThat(mec.getProperties()).containsOnly(Map.of());
  }

  @Test
  void reset_propertiesSet_clearsThem() {
    mec.setProperties(Map.of("a", 1));
    mec.engines(0).reset();

    assertThat(mec.engines(0, 1).getProperties()).containsExactly(Map.of(), Map.of("a", 1));
  }

  @Test
  void propertyCalls_takeNoNumber() {
    mec.setProperties(Map.of("a", 1));
    mec.getProperties();

    assertThat(numbers(mec.execute("b = 1"))).containsOnly(1);
  }

  private static void assertAllFailedOn(CompositeError error, Class<?> expected) {
    assertThat(error.entries()).allMatch(entry -> expected.isInstance(entry.error()));
  }
}
