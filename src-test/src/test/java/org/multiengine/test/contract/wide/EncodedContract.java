package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.Serialized;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.test.contract.ContractCase;

/** Tests values that stay encoded (reference, 9.3). */
abstract class EncodedContract extends ContractCase {

  EncodedContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void serialize_valueChangedAfterwards_isWhatItWas() {
    List<Integer> list = new ArrayList<>(List.of(1, 2));
    Serialized encoded = mec.serialize(list);
    list.add(3);

    mec.pushSerialized(Map.of("a", encoded));
    mec.engines(1).pushSerialized(Map.of("b", encoded));

    assertThat(mec.pull("a")).containsOnly(List.of(1, 2));
    assertThat(mec.engines(1).pull("b")).containsExactly(List.of(1, 2));
  }

  @Test
  void serialize_emptyArrayAndNull_goToo() {
    mec.pushSerialized(Map.of("a", mec.serialize(new double[0]), "b", mec.serialize(null)));

    assertThat(mec.engines(0).pull(List.of("a", "b")).get(0)).containsExactly(new double[0], null);
  }

  @Test
  void serialize_unsendable_isBare() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.serialize(Thread.currentThread()));
  }

  @Test
  void push_ofSerialized_bindsItsValue() {
    mec.put("a", mec.serialize("text"));

    assertThat(mec.pull("a")).containsOnly("text");
  }

  @Test
  void pullSerialized_value_isDecodedWhenAsked() {
    mec.execute("a = [id, 'x']");

    List<Serialized> pulled = mec.pullSerialized("a");

    assertThat(pulled).hasSize(4);
    assertThat(pulled.get(3).size()).isPositive();
    assertThat(pulled.get(3).value()).isEqualTo(List.of(3, "x"));
  }

  @Test
  void pullSerialized_pushedElsewhere_isTheSame() {
    mec.engines(0).execute("a = [n: 1.5d]");

    mec.engines(3).pushSerialized(Map.of("b", mec.engines(0).pullSerialized("a").get(0)));

    assertThat(mec.engines(3).pull("b")).containsExactly(Map.of("n", 1.5));
  }

  @Test
  void pullSerialized_missing_isANameError() {
    CompositeError error = composite(() -> mec.engines(2).pullSerialized("missing"));

    assertThat(error).hasMessageContaining("NameError: name missing is not defined");
  }

  @Test
  void pullSerialized_unsendable_isASerializationError() {
    mec.execute("a = Thread.currentThread()");

    assertAllFailed(composite(() -> mec.pullSerialized("a")), SerializationError.class);
  }
}
