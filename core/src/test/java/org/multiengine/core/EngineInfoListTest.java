package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.multiengine.core.EngineInfos.silent;
import static org.multiengine.core.EngineInfos.stats;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class EngineInfoListTest {

  @Test
  void toString_noEngines_isTheHeadings() {
    assertThat(new EngineInfoList(List.of()))
        .hasToString("engine  state  node  pid  memory  waiting  runs\n");
  }

  @Test
  void toString_severalStates_isATable() {
    var unknown = new EngineInfo(new EngineId(12), EngineInfo.State.STARTING, "", "", null, "");
    var engines =
        List.of(
            silent(0).alive(stats(null, 0)),
            silent(1).alive(stats("keys()", 20)),
            silent(2).lost("its node left\nthe cluster"),
            unknown);

    assertThat(new EngineInfoList(engines))
        .hasToString(
            """
            engine  state     node             pid   memory          waiting  runs
            0       idle      127.0.0.1:25520  4711  34 MiB/2.0 GiB  0
            1       busy      127.0.0.1:25520  4711  34 MiB/2.0 GiB  20       for 12 s: keys()
            2       lost      127.0.0.1:25520  -     -               -        its node left ... the cluster
            12      starting  -                -     -               -
            """);
  }

  @Test
  void list_sourceChanges_staysAsItWas() {
    var source = new ArrayList<>(List.of(silent(0)));
    var list = new EngineInfoList(source);

    source.clear();

    assertThat(list).containsExactly(silent(0));
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::clear);
  }
}
