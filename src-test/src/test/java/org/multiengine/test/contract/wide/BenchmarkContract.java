package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.client.Benchmark;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.test.contract.ContractCase;

/** Tests the benchmark (reference, 3.1). */
abstract class BenchmarkContract extends ContractCase {

  BenchmarkContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void benchmark_allEngines_hasFourFigures() {
    Benchmark figures = mec.benchmark();

    assertThat(figures.singleEngineLatency()).isPositive().isFinite();
    assertThat(figures.allEngineLatency()).isPositive().isFinite();
    assertThat(figures.allEnginePush()).isPositive().isFinite();
    assertThat(figures.singleEnginePush()).isPositive().isFinite();
    assertThat(figures.toString()).startsWith("{'single_engine_latency': (").endsWith("'MB/sec')}");
  }

  @Test
  void benchmark_ofAView_runsOnItsFirstEngineAndOnAll() {
    mec.engines(2, 1).benchmark(10);

    // Thirty for the first alone, thirty for all, and one to remove what was pushed.
    assertThat(numbers(mec.execute("a = 1"))).containsExactly(1, 32, 62, 1);
  }

  @Test
  void benchmark_ended_leavesNoName() {
    mec.benchmark(10);

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void benchmark_nothingToPush_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.benchmark(0));
    assertThat(numbers(mec.execute("a = 1"))).containsOnly(1);
  }

  @Test
  void benchmark_noEngines_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.view(Targets.of()).benchmark());
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> mec.engines(99).benchmark());
  }
}
