package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;

/** Tests the output of texts. */
abstract class OutputContract extends ContractCase {

  OutputContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void output_tenThousandLinesOnTwoEnginesAtOnce_eachHasItsOwnInOrder() throws Exception {
    PendingResult<ResultList> pending =
        mec.engines(0, 1).executeAsync("for (n in 0..<10000) println \"engine $id line $n\"");

    ResultList results = await(pending);

    assertThat(results.get(0).stdout()).isEqualTo(lines(0));
    assertThat(results.get(1).stdout()).isEqualTo(lines(1));
  }

  @Test
  void output_standardError_isKeptApart() {
    ResultList results =
        mec.engines(0).execute("System.out.println 'out'; System.err.println 'err'");

    assertThat(results.get(0).stdout()).isEqualTo("out\n");
    assertThat(results.get(0).stderr()).isEqualTo("err\n");
    assertThat(results.toString()).endsWith("[0] Out[1]: out\n\n[0] Err[1]:\n err\n");
  }

  @Test
  void output_ofFailedText_isInItsRecord() {
    composite(() -> mec.engines(0).execute("println 'before'; 1/0"));

    assertThat(mec.engines(0).getResult(1).get(0).stdout()).isEqualTo("before\n");
  }

  @Test
  void output_nothingPrinted_isEmpty() {
    CommandRecord record = mec.engines(0).execute("a = 1").get(0);

    assertThat(List.of(record.stdout(), record.stderr())).containsOnly("");
  }

  @Test
  void output_aboveTheLimit_endsWithTheNumberOfBytesCut() {
    CommandRecord record = mec.engines(0).execute("print 'x' * 3000000").get(0);

    assertThat(record.stdout())
        .startsWith("xxx")
        .endsWith("... output cut: 1048576 bytes kept, 1951424 dropped\n");
  }

  @Test
  void output_printAndPrintf_areCaptured() {
    ResultList results = mec.engines(0).execute("print 1; printf('%03d', 2); out = 3; println out");

    assertThat(outputs(results)).containsExactly("10023\n");
  }

  private static String lines(int engine) {
    return IntStream.range(0, 10_000)
        .mapToObj(n -> "engine " + engine + " line " + n + "\n")
        .collect(Collectors.joining());
  }
}
