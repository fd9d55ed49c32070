package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.PxSettings.GroupOutputs;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.builtin.calls.PxMagic;
import org.multiengine.magics.builtin.values.PullMagic;
import org.multiengine.magics.script.ScriptPending;

/** {@code %px}, {@code %autopx}, {@code %result} and what goes with them. */
final class PxMagicTest extends ClusterOfMagics {

  @Test
  void px_line_runsOnAllEngines() throws Exception {
    assertThat(shell.run("%px println id * 10"))
        .isEqualTo(
            """
            Parallel execution on engines: all
            <Results List>
            [0] In [1]: println id * 10
            [0] Out[1]: 0

            [1] In [1]: println id * 10
            [1] Out[1]: 10

            [2] In [1]: println id * 10
            [2] Out[1]: 20

            [3] In [1]: println id * 10
            [3] Out[1]: 30


            """);
  }

  @Test
  void px_targets_runsThere() throws Exception {
    assertThat(shell.run("%px -t ::2 a = 1"))
        .contains("engines: ::2", "[0] In [1]: a = 1", "[2] In")
        .doesNotContain("[1] In");
    assertThat(client.keys().get(1)).doesNotContain("a");
  }

  @Test
  void px_clientsTargets_areInTheBanner() throws Exception {
    mec.setTargets(List.of(0, 2));

    assertThat(shell.run("%px a = 1")).startsWith("Parallel execution on engines: [0, 2]\n");
  }

  @Test
  void px_grouping_holdsForTheWaitToo() throws Exception {
    shell.run("%px -g order a = 1");

    assertThat(shell.optionsOfWait).isEqualTo(new WaitOptions(GroupOutputs.ORDER, 2));
    assertThat(shell.px().groupOutputs()).isEqualTo(GroupOutputs.ENGINE);
  }

  @Test
  void px_waitWithOptions_leavesTheSettingsUntouchedMeanwhile() throws Exception {
    shell.run("%px -g type --progress-after 9.5 a = 1");

    assertThat(shell.optionsOfWait).isEqualTo(new WaitOptions(GroupOutputs.TYPE, 9.5));
    assertThat(shell.settingsDuringWait).isEqualTo(new WaitOptions(GroupOutputs.ENGINE, 2));
  }

  @Test
  void px_noOptions_waitsWithTheSettings() throws Exception {
    shell.run("%pxconfig -g order --progress-after 0.5");
    shell.run("%px a = 1");

    assertThat(shell.optionsOfWait).isEqualTo(new WaitOptions(GroupOutputs.ORDER, 0.5));
  }

  @Test
  void px_block_runsAllLines() throws Exception {
    shell.run("%%px -t 1", "a = 1\nfor (i in 1..3) {\n  a += i\n}\n");

    assertThat(client.engines(1).pull("a")).containsExactly(7);
  }

  @Test
  void px_quotesAndDashes_arriveAsTyped() throws Exception {
    shell.run("%px --quiet a = \"x  -t 'y' \" + (3 -1)");

    assertThat(client.engines(0).pull("a")).hasToString("[x  -t 'y' 2]");
  }

  @Test
  void px_noblock_showsThePendingResult() throws Exception {
    String text = shell.run("%px --noblock -o pr sleep 500");

    assertThat(text).contains("PendingResult[execute on all, pending]");
    assertThat(shell.local("pr")).isInstanceOf(ScriptPending.class).isSameAs(shell.shown);
    assertThat(shell.lastCall()).isNotNull();
  }

  @Test
  void px_clientDoesNotBlock_showsThePendingResult() throws Exception {
    mec.setBlock(false);

    assertThat(shell.run("%px a = 1")).contains("PendingResult");
    assertThat(shell.run("%px --block a = 1")).contains("<Results List>");
  }

  @Test
  void px_out_bindsTheResult() throws Exception {
    shell.run("%px -o x a = 5");

    assertThat(shell.local("x"))
        .isInstanceOfSatisfying(ResultList.class, list -> assertThat(list).hasSize(4));
  }

  @Test
  void px_local_runsHereToo() throws Exception {
    shell.run("%px --local a = 40 + 2");

    assertThat(shell.local("a")).isEqualTo(42);
    assertThat(client.pull("a")).containsOnly(42);
  }

  @Test
  void px_groupByType_putsKindsTogether() throws Exception {
    assertThat(shell.run("%px -q -t 0,1 -g type println id; System.err.println 'e'; id + 5"))
        .isEqualTo(
            """
            [stdout:0] 0
            [stdout:1] 1
            [stderr:0] e
            [stderr:1] e
            Out[0:1]: 5
            Out[1:1]: 6
            """);
  }

  @Test
  void px_groupByOrder_goesLineByLine() throws Exception {
    assertThat(shell.run("%px -q -t 0,1 --group-outputs order println 'a'; println id"))
        .isEqualTo("[stdout:0] a\n[stdout:1] a\n[stdout:0] 0\n[stdout:1] 1\n");
  }

  @Test
  void px_fails_throwsTheErrorOfTheEngines() {
    assertThatThrownBy(() -> shell.run("%px 1/0"))
        .isInstanceOf(CompositeError.class)
        .hasMessageContaining("[0:execute]: ArithmeticException");
  }

  @Test
  void px_timeout_cancelsOnTheEngines() {
    assertThatThrownBy(() -> shell.run("%px --timeout 0.2 while (true) {}"))
        .hasMessageContaining("TaskTimeout");
  }

  @Test
  void px_progressAfter_holdsForThisCall() throws Exception {
    shell.run("%px --progress-after 9.5 a = 1");

    assertThat(shell.optionsOfWait).isEqualTo(new WaitOptions(GroupOutputs.ENGINE, 9.5));
    assertThat(shell.px().progressAfterSeconds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%px", "%px -t 0", "%px   "})
  void px_noCode_saysWhatToWrite(String line) {
    assertThatThrownBy(() -> shell.run(line)).hasMessageContaining("there is no code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%px -z a", "%px --blok a", "%px --progress-after x a", "%px -g x a"})
  void px_wrongOption_isRefused(String line) {
    assertThatThrownBy(() -> shell.run(line)).isInstanceOf(KernelError.class);
  }

  @Test
  void px_contraryOptions_areRefused() {
    assertThatThrownBy(() -> shell.run("%px -a -b x = 1")).hasMessageContaining("exclude");
  }

  @Test
  void px_noSuchEngine_runsNothing() {
    assertThatThrownBy(() -> shell.run("%px -t 0,9 a = 1")).isInstanceOf(InvalidEngineID.class);
    assertThat(client.keys().get(0)).doesNotContain("a");
  }

  @Test
  void px_noClient_saysSo() {
    shell.active = null;

    assertThatThrownBy(() -> shell.run("%px a")).hasMessageContaining("No Controller is activated");
    assertThatThrownBy(() -> shell.run("%autopx")).isInstanceOf(KernelError.class);
    assertThat(shell.autoPx()).isFalse();
  }

  @Test
  void autopx_twice_switchesOnAndOff() throws Exception {
    assertThat(shell.run("%autopx")).isEqualTo("Auto Parallel Enabled\nType %autopx to disable\n");
    assertThat(shell.autoPx()).isTrue();
    assertThat(shell.run("%autopx")).isEqualTo("Auto Parallel Disabled\n");
    assertThat(shell.autoPx()).isFalse();
  }

  @Test
  void autopx_state_isSet() throws Exception {
    shell.run("%autopx on");
    shell.run("%autopx on");
    assertThat(shell.autoPx()).isTrue();
    shell.run("%autopx off");
    assertThat(shell.autoPx()).isFalse();
    assertThatThrownBy(() -> shell.run("%autopx maybe")).hasMessageContaining("on, off or nothing");
  }

  @Test
  void result_noneAndNumber_showRecords() throws Exception {
    client.execute("a = 1");
    client.execute("println 2");

    assertThat(shell.run("%result -t 3")).contains("[3] Out[2]: 2").doesNotContain("[0]");
    assertThat(shell.run("%result 1")).contains("[0] In [1]: a = 1", "[3] In [1]: a = 1");
  }

  @Test
  void result_wrongNumber_isRefused() {
    client.execute("a = 1");

    assertThatThrownBy(() -> shell.run("%result x")).isInstanceOf(KernelError.class);
    assertThatThrownBy(() -> shell.run("%result 0")).hasMessageContaining("numbered from 1");
    assertThatThrownBy(() -> shell.run("%result 77")).hasMessageContaining("IndexError");
  }

  @Test
  void pxresult_lastCall_isShown() throws Exception {
    shell.run("%px --noblock println id");

    assertThat(shell.run("%pxresult -o r")).contains("[3] Out[1]: 3");
    assertThat(shell.local("r")).isInstanceOf(ResultList.class);
  }

  @Test
  void pxresult_noCallYet_saysSo() {
    assertThatThrownBy(() -> shell.run("%pxresult")).hasMessageContaining("there has been no call");
    assertThatThrownBy(() -> shell.run("%wait")).hasMessageContaining("there has been no call");
    assertThatThrownBy(() -> shell.run("%cancel")).hasMessageContaining("there has been no call");
  }

  @Test
  void wait_lastCall_isDoneThen() throws Exception {
    shell.run("%px --noblock sleep 300");

    assertThat(shell.run("%wait")).isEqualTo("PendingResult[execute on all, done]\n");
  }

  @Test
  void cancel_runningCall_endsOnTheEngines() throws Exception {
    shell.run("%px --noblock while (true) {}");

    assertThat(shell.run("%cancel")).startsWith("Cancelling PendingResult");
    assertThatThrownBy(() -> shell.run("%pxresult")).hasMessageContaining("TaskAborted");
    assertThat(shell.run("%cancel")).startsWith("The call has already ended");
    assertThat(client.execute("a = 1")).hasSize(4);
  }

  @Test
  void pxconfig_options_changeTheDefaults() throws Exception {
    String text = shell.run("%pxconfig -t 0,2 --noblock -g type -q --progress-after 0.5");

    assertThat(text)
        .containsPattern("targets +0,2")
        .containsPattern("block +false")
        .containsPattern("group-outputs +type")
        .containsPattern("verbose +false")
        .containsPattern("progress-after +0.5 s");
    assertThat(shell.px().groupOutputs()).isEqualTo(GroupOutputs.TYPE);
    assertThat(mec.isBlock()).isFalse();
    assertThat(shell.run("%px --block println 1")).isEqualTo("[stdout:0] 1\n[stdout:2] 1\n");
    assertThat(shell.run("%pxconfig -t client -b -v")).contains("those of the client: all");
    assertThat(mec.isBlock()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%pxconfig -t x", "%pxconfig -b -a", "%pxconfig -g y"})
  void pxconfig_wrongValue_changesNothing(String line) {
    assertThatThrownBy(() -> shell.run(line)).isInstanceOf(RuntimeException.class);
    assertThat(shell.px().targets()).isEmpty();
  }

  @Test
  void complete_namesOfEngines_areThose() {
    client.engines(1).execute("answer = 42");

    assertThat(new PullMagic().complete(shell, "")).containsExactly("answer", "id");
    shell.px().targets("0");
    assertThat(new PullMagic().complete(shell, "")).containsExactly("id");
  }

  @Test
  void complete_codeForEngines_isWhatTheyOffer() {
    assertThat(new PxMagic().complete(shell, "a.")).containsExactly("of engines: a.");
  }

  @Test
  void complete_noClient_isNothing() {
    shell.active = null;

    assertThat(new PullMagic().complete(shell, "a")).isEmpty();
  }
}
