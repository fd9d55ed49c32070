package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.SyntaxError;
import org.multiengine.magics.builtin.engines.ActivateMagic;
import org.multiengine.magics.script.ScriptClient;

/** Magics that look at engines, move values, measure and remove. */
final class EngineMagicsTest extends ClusterOfMagics {

  @Test
  void who_equalNames_shareALine() throws Exception {
    client.execute("a = 1");
    client.engines(1, 3).execute("b = 1");

    assertThat(shell.run("%who")).isEqualTo("[0, 2] id, a\n[1, 3] id, a, b\n");
    assertThat(shell.run("%who -t 0 z*")).isEqualTo("[0] no names\n");
    assertThat(shell.run("%who i?")).isEqualTo("[0-3] id\n");
  }

  @Test
  void queue_busyEngine_tellsWhatRunsAndWaits() throws Exception {
    PendingResult<ResultList> running = client.engines(1).executeAsync("while (true) {}");
    for (int i = 0; i < 3; i++) {
      var unused = client.engines(1).executeAsync("x = " + i);
    }
    await().until(() -> client.engines(1).queueStatus().get(0).queue().size() == 3);

    assertThat(shell.run("%queue -t 0,1 -m 2"))
        .isEqualTo(
            """
            [0] idle
            [1] runs execute('while (true) {}')
                waits execute('x = 0')
                waits execute('x = 1')
                and 1 more
            """);
    running.cancel();
    assertThatThrownBy(running::get).isInstanceOf(CompositeError.class);
  }

  @Test
  void engines_busyEngine_tellsItsProcessAndWhatRunsForHowLong() throws Exception {
    PendingResult<ResultList> running = client.engines(1).executeAsync("while (true) {}");
    var waiting = client.engines(1).executeAsync("x = 1");
    await().until(() -> !client.engines(1).queueStatus().get(0).queue().isEmpty());
    shell.columns = 200;

    String process =
        "127.0.0.1:\\d+ +" + ProcessHandle.current().pid() + " +[\\d.]+ .iB/[\\d.]+ .iB";
    assertThat(shell.run("%engines").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("engine +state +node +pid +memory +waiting +runs"),
            line -> assertThat(line).matches("0 +idle +" + process + " +0"),
            line ->
                assertThat(line)
                    .matches(
                        "1 +busy +"
                            + process
                            + " +1 +for \\d+ m?s: execute\\('while \\(true\\) \\{\\}'\\)"),
            line -> assertThat(line).startsWith("2 "),
            line -> assertThat(line).startsWith("3 "));
    running.cancel();
    assertThatThrownBy(running::get).isInstanceOf(CompositeError.class);
    assertThatThrownBy(waiting::get).isInstanceOf(CompositeError.class);
  }

  @Test
  void engines_targets_areThoseListed() throws Exception {
    assertThat(shell.run("%engines -t 3,1").lines().skip(1))
        .extracting(line -> line.substring(0, 1))
        .containsExactly("3", "1");
  }

  @Test
  void engines_defaultTargetsOfPx_areNoMatter() throws Exception {
    shell.px().targets("2");

    assertThat(shell.run("%engines").lines()).hasSize(5);
  }

  @Test
  void queue_longAndManyLines_isOneShortLine() throws Exception {
    PendingResult<ResultList> running =
        client.engines(0).executeAsync("sleep 10000\n" + "x = 1\n".repeat(50));
    await().until(() -> client.engines(0).queueStatus().get(0).pending() != null);

    assertThat(shell.run("%queue -t 0").lines())
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60).endsWith("..."));
    running.cancel();
    assertThatThrownBy(running::get).isInstanceOf(CompositeError.class);
    assertThatThrownBy(() -> shell.run("%queue -m -1")).hasMessageContaining("0 or more");
  }

  @Test
  void push_valuesAndFunctions_goThere() throws Exception {
    shell.enter("a = [1, 2]; f = { it * 2 + id }");

    shell.run("%push a f -t 1,2");
    client.engines(1, 2).execute("y = f(a[1])");

    assertThat(client.engines(1, 2).pull("y")).containsExactly(5, 6);
    assertThat(client.keys().get(0)).doesNotContain("a", "f");
  }

  @Test
  void push_as_givesAnotherName() throws Exception {
    shell.enter("a = 3; b = 4");

    shell.run("%push a --as x");

    assertThat(client.pull("x")).containsOnly(3);
    assertThatThrownBy(() -> shell.run("%push a b --as x")).hasMessageContaining("one name");
  }

  @Test
  void push_wrongNames_areRefused() {
    assertThatThrownBy(() -> shell.run("%push nothere"))
        .isInstanceOf(NameError.class)
        .hasMessageContaining("no local name nothere");
    assertThatThrownBy(() -> shell.run("%push")).isInstanceOf(KernelError.class);
  }

  @Test
  void pull_names_areBoundHere() throws Exception {
    client.execute("a = id; b = id * 2");

    shell.run("%pull a b -t 1:");
    shell.run("%pull a --as x -t 3");

    assertThat(shell.local("a")).isEqualTo(List.of(1, 2, 3));
    assertThat(shell.local("b")).isEqualTo(List.of(2, 4, 6));
    assertThat(shell.local("x")).isEqualTo(3);
    assertThatThrownBy(() -> shell.run("%pull zz")).hasMessageContaining("NameError");
    assertThatThrownBy(() -> shell.run("%pull a b --as x")).hasMessageContaining("one name");
  }

  @Test
  void scatterAndGather_localSequence_comesBack() throws Exception {
    shell.enter("data = (0..<10).toList()");

    shell.run("%scatter data --as x -r");
    client.execute("y = x.collect { it * 2 }");
    shell.run("%gather y -r --as doubled");

    assertThat(client.engines(0).pull("x")).hasToString("[[0, 4, 8]]");
    assertThat(shell.names.display(shell.local("doubled")))
        .isEqualTo("[0, 2, 4, 6, 8, 10, 12, 14, 16, 18]");
    assertThatThrownBy(() -> shell.run("%scatter nothere")).isInstanceOf(NameError.class);
    assertThatThrownBy(() -> shell.run("%gather nothere")).hasMessageContaining("NameError");
  }

  @Test
  void timeit_loopsAndRepeats_areTold() throws Exception {
    String text = shell.run("%timeit -t 0,1 -n 20 -r 3 Thread.sleep(1)");

    String line =
        " [\\d.]+ ms ± [\\d.]+ (ms|µs|ns|s) per loop \\(mean ± std. dev. of 3 runs, 20 loops"
            + " each\\)\n";
    assertThat(text).matches("\\[0]" + line + "\\[1]" + line);
    assertThat(client.keys().get(0)).containsExactly("id");
  }

  @Test
  void timeit_noLoops_findsEnough() throws Exception {
    assertThat(shell.run("%%timeit -t 0 -r 1", "x = 1\nThread.sleep(60)\n"))
        .containsPattern(
            "^\\[0] \\d+(\\.\\d+)? ms ± 0.00 ns per loop .* of 1 run, 10? loops? each");
    assertThat(client.engines(0).pull("x")).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%timeit", "%timeit -n 0 x = 1", "%timeit -r 0 x = 1", "%timeit -n x a"})
  void timeit_wrongUse_isRefused(String line) {
    assertThatThrownBy(() -> shell.run(line))
        .isInstanceOfAny(IllegalArgumentException.class, KernelError.class);
  }

  @Test
  void timeit_failingCode_namesItsLine() throws Exception {
    shell.lastError = catchThrowable(() -> shell.run("%%timeit -t 0 -n 1", "x = 1\nx / 0\n"));

    assertThat(shell.run("%tb")).contains("----> 2 x / 0");
  }

  @Test
  void activate_otherClient_isUsedThen() throws Exception {
    try (MultiEngineClient second = cluster().connect()) {
      ScriptClient other = new ScriptClient(second);
      shell.clients.put("other", other);

      shell.run("%activate other");

      assertThat(shell.active).isSameAs(other);
      assertThat(shell.run("%clients"))
          .containsPattern("\\* +other +4 +all +true")
          .containsPattern("(?m)^ +mec +4 +all +true");
      assertThat(new ActivateMagic().complete(shell, "")).containsExactly("mec", "other");
    }
    assertThat(shell.run("%clients")).containsPattern("other +closed");
  }

  @Test
  void activate_unknownName_namesTheNearOnes() {
    assertThatThrownBy(() -> shell.run("%activate mek"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("did you mean mec?");
    assertThatThrownBy(() -> shell.run("%activate")).isInstanceOf(KernelError.class);
  }

  @Test
  void clients_none_saysHowToMakeOne() throws Exception {
    shell.clients.clear();

    assertThat(shell.run("%clients")).contains("client.MultiEngineClient()");
  }

  @Test
  void run_file_hereOrOnEngines(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("job.groovy");
    Files.writeString(file, "z = 1\nz += 1\n");

    shell.run("%run " + file);
    assertThat(shell.local("z")).isEqualTo(2);
    assertThat(client.keys().get(0)).doesNotContain("z");

    assertThat(shell.run("%run --px -t 1 " + file)).contains("engines: 1", "[1] In [1]: z = 1");
    mec.setBlock(false);
    assertThat(shell.run("%run --px " + file)).contains("PendingResult");
    assertThat(client.pull("z")).containsOnly(2);

    Files.writeString(file, "z = (\n");
    assertThatThrownBy(() -> shell.run("%run --px " + file)).isInstanceOf(SyntaxError.class);
    assertThatThrownBy(() -> shell.run("%run /no/such"))
        .hasMessageContaining("there is no file /no/such");
  }

  @Test
  void reset_here_asksFirst() throws Exception {
    shell.enter("a = 1");

    assertThat(shell.run("%reset")).isEqualTo("Nothing done.\n");
    assertThat(shell.local("a")).isEqualTo(1);

    shell.answers.add("y");
    shell.run("%reset");
    assertThat(shell.local("a")).isNull();
    assertThat(shell.questions).allMatch(question -> question.contains("(y/[n])?"));
  }

  @Test
  void reset_engines_emptiesThose() throws Exception {
    client.execute("a = 1");

    shell.run("%reset --engines -f -t 0");

    assertThat(client.keys().get(0)).doesNotContain("a");
    assertThat(client.keys().get(1)).contains("a");
  }

  @Test
  void kill_engines_asksFirst() throws Exception {
    try (LocalCluster other = LocalCluster.start(2);
        MultiEngineClient ofOther = other.connect()) {
      shell.active = new ScriptClient(ofOther);
      shell.answers.add("no");

      assertThat(shell.run("%kill -t 1")).contains("Nothing done.");
      assertThat(shell.questions).containsExactly("Engines 1 will be removed. Continue (y/[n])? ");
      assertThat(ofOther.ids()).hasSize(2);

      shell.answers.add("yes");
      shell.run("%kill -t 1");
      await().untilAsserted(() -> assertThat(ofOther.ids()).containsExactly(0));

      shell.run("%kill --controller -f");
      await()
          .untilAsserted(() -> assertThatThrownBy(ofOther::keys).isInstanceOf(KernelError.class));
    }
  }
}
