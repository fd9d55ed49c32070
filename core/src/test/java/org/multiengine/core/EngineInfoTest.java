package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.EngineInfos.silent;
import static org.multiengine.core.EngineInfos.stats;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class EngineInfoTest {

  @Test
  void alive_runningNothing_isIdle() {
    EngineInfo info = silent(1).silent("why").alive(stats(null, 0));

    assertThat(info.state()).isEqualTo(EngineInfo.State.IDLE);
    assertThat(info.detail()).isEmpty();
    assertThat(info)
        .hasToString("engine 1: idle on 127.0.0.1:25520, process 4711, 34 MiB/2.0 GiB, 0 waiting");
  }

  @Test
  void alive_startedAgain_saysSoWhenIdle() {
    EngineInfo info = silent(1).alive(stats(null, 0), "restarted; before, it was killed");

    assertThat(new EngineInfoList(List.of(info)).rows().get(0).get(6))
        .isEqualTo("restarted; before, it was killed");
    assertThat(info.toString()).endsWith("0 waiting, restarted; before, it was killed");
  }

  @Test
  void alive_runningSomething_isBusyAndSaysForHowLong() {
    EngineInfo info = silent(1).alive(stats("execute('a = 1\n  b = 2\n')", 3));

    assertThat(info.state()).isEqualTo(EngineInfo.State.BUSY);
    assertThat(info)
        .hasToString(
            "engine 1: busy on 127.0.0.1:25520, process 4711, 34 MiB/2.0 GiB, 3 waiting,"
                + " for 12 s: execute('a = 1 ... b = 2 ... ')");
  }

  @Test
  void lost_engineThatLived_keepsItsPlaceAndSaysHow() {
    EngineInfo info = silent(2).alive(stats(null, 0)).lost("killed by signal 9\nlast words");

    assertThat(info.stats()).isNull();
    assertThat(info)
        .hasToString("engine 2: lost on 127.0.0.1:25520, killed by signal 9 ... last words");
  }

  @Test
  void toString_nothingKnown_isShort() {
    var info = new EngineInfo(new EngineId(0), EngineInfo.State.STARTING, "", "", null, "");

    assertThat(info).hasToString("engine 0: starting");
  }

  @Test
  void size_life_countsTheText() {
    assertThat(stats("keys()", 0).size() - stats(null, 0).size()).isEqualTo(12);
  }
}
