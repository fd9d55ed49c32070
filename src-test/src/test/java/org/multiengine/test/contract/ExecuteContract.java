package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.display.MimeBundle;

/** Tests texts on engines: the names they see and define, and their records. */
abstract class ExecuteContract extends ContractCase {

  ExecuteContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void execute_allEngines_printsAsTheManualDoes() {
    mec.execute("a=5");

    ResultList results = mec.execute("b=10");

    assertThat(results)
        .hasToString(
            """
            <Results List>
            [0] In [2]: b=10
            [1] In [2]: b=10
            [2] In [2]: b=10
            [3] In [2]: b=10
            """);
  }

  @Test
  void execute_printingText_printsAsTheManualDoes() {
    mec.execute("a=5; b=10");
    mec.engines(0, 2).execute("c=a+b");
    mec.engines(1, 3).execute("c=a-b");

    ResultList results = mec.execute("println c");

    assertThat(results)
        .hasToString(
            """
            <Results List>
            [0] In [3]: println c
            [0] Out[3]: 15

            [1] In [3]: println c
            [1] Out[3]: -5

            [2] In [3]: println c
            [2] Out[3]: 15

            [3] In [3]: println c
            [3] Out[3]: -5

            """);
  }

  @Test
  void execute_record_printsAsTheManualDoes() {
    CommandRecord record = mec.engines(2).execute("d=10; println d").get(0);

    assertThat(record)
        .hasToString(
            "{'input': {'translated': 'd=10; println d', 'raw': 'd=10; println d'},"
                + " 'number': 1, 'id': 2, 'stdout': '10\\n'}");
  }

  @Test
  void execute_subsetOfEngines_numbersDiffer() {
    mec.execute("a = 1");
    mec.engines(0, 2).execute("a = 2");

    ResultList results = mec.execute("a = 3");

    assertThat(numbers(results)).containsExactly(3, 2, 3, 2);
  }

  @Test
  void execute_failingText_takesANumber() {
    composite(() -> mec.execute("1/0"));

    assertThat(numbers(mec.execute("a = 1"))).containsExactly(2, 2, 2, 2);
  }

  @Test
  void execute_pushesAndPullsBefore_takeNoNumber() {
    mec.put("a", 1);
    mec.pull("a");
    mec.keys();
    mec.queueStatus();

    assertThat(numbers(mec.execute("a = 1"))).containsExactly(1, 1, 1, 1);
  }

  @Test
  void execute_emptyText_succeedsAndTakesANumber() {
    mec.execute("");
    mec.execute("  // nothing but a comment");

    assertThat(numbers(mec.execute("a = 1"))).containsExactly(3, 3, 3, 3);
  }

  @Test
  void execute_null_isRefusedHere() {
    assertThatNullPointerException().isThrownBy(() -> mec.execute(nothing()));
  }

  @Test
  void call_nullName_isRefusedHere() {
    Map<String, Object> noName = Collections.singletonMap(nothing(), 1);

    assertThatNullPointerException().isThrownBy(() -> mec.push(noName));
    assertThatNullPointerException().isThrownBy(() -> mec.pull(nothing()));
    assertThat(mec.keys()).hasSize(4);
  }

  @Test
  void execute_onEachEngine_seesItsOwnId() {
    ResultList results = mec.execute("println id");

    assertThat(outputs(results)).containsExactly("0\n", "1\n", "2\n", "3\n");
  }

  @Test
  void execute_afterReboundId_keepsWhatTheUserSaid() {
    mec.execute("id = 'mine'");

    assertThat(mec.pull("id")).containsExactly("mine", "mine", "mine", "mine");
  }

  @Test
  void execute_functionsImportsAndClasses_areThereForTheNextText() {
    mec.execute(
        """
        import java.util.concurrent.TimeUnit
        int twice(int n) { 2 * n }
        class Point { int x }
        """);

    ResultList results = mec.execute("println twice(new Point(x: 4).x) + ' ' + TimeUnit.DAYS");

    assertThat(outputs(results)).containsOnly("8 DAYS\n");
  }

  @Test
  void execute_textOfSeveralLines_keepsThemInTheRecord() {
    ResultList results = mec.engines(0).execute("for (i in 1..2) {\n  println i\n}");

    assertThat(results)
        .hasToString(
            "<Results List>\n[0] In [1]: for (i in 1..2) {\n  println i\n}\n[0] Out[1]: 1\n2\n\n");
  }

  @Test
  void execute_lastExpression_isDisplayed() {
    ResultList results = mec.engines(0).execute("['a', 1 + 1]");

    assertThat(results.get(0).display()).isEqualTo("['a', 2]");
    assertThat(results).hasToString("<Results List>\n[0] In [1]: ['a', 1 + 1]\n");
  }

  @Test
  void execute_statementFails_stopsThere() {
    composite(() -> mec.engines(0).execute("a = 1\n1/0\nb = 2"));

    assertThat(mec.engines(0).keys()).containsExactly(List.of("id", "a"));
  }

  @Test
  void execute_textBeyondASCII_arrivesUnchanged() {
    ResultList results = mec.engines(0, 1).execute("größe = 'жук 🪲 √'; println größe");

    assertThat(outputs(results)).containsOnly("жук 🪲 √\n");
    assertThat(mec.engines(0).pull("größe")).containsExactly("жук 🪲 √");
  }

  @Test
  void execute_longText_runs() {
    String text = "a = '" + "x".repeat(60_000) + "'; println a.size()";

    assertThat(outputs(mec.execute(text))).containsOnly("60000\n");
  }

  @Test
  void execute_record_hasItsDuration() {
    CommandRecord record = mec.engines(0).execute("sleep 50").get(0);

    assertThat(record.elapsed()).isBetween(Duration.ofMillis(49), LIMIT);
  }

  @Test
  void execute_enginesInOneProcessOrSeveral_shareNoState() {
    mec.execute("class Counter { static int n = 0 }; Counter.n = id; shared = [id]");

    ResultList results = mec.execute("println Counter.n + ' ' + shared");

    assertThat(outputs(results)).containsExactly("0 [0]\n", "1 [1]\n", "2 [2]\n", "3 [3]\n");
  }

  @SuppressWarnings("NullAway") // what a careless caller would pass
  private static String nothing() {
    return null;
  }

  @Test
  void execute_displays_areInTheRecordInOrder() {
    CommandRecord record =
        mec.engines(1)
            .execute("display([[name: 'a', size: id]]); new java.awt.image.BufferedImage(2, 2, 1)")
            .get(0);

    assertThat(record.displays())
        .extracting(MimeBundle::plainText)
        .containsExactly("name  size\na     1", "image of 2 x 2 pixels");
    assertThat(record.displays().get(0).texts().get(MimeBundle.HTML)).contains("<td");
    assertThat(record.displays().get(1).binaries().get(MimeBundle.PNG))
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(mec.engines(1).getResult().get(0).displays()).hasSize(2);
  }

  @Test
  void execute_thousandDisplaysOfOneMegabyte_recordSaysWhatIsLeftOut() {
    CommandRecord record =
        mec.engines(2)
            .execute(
                """
                import org.multiengine.core.display.MimeBundle
                for (i in 1..1000) {
                  display(new MimeBundle([:], ['image/png': new byte[1_000_000]]))
                }
                """)
            .get(0);

    assertThat(record.displays()).hasSize(9);
    assertThat(record.displays().get(8).plainText())
        .isEqualTo("... 992 displays (992.0 MB) left out: a command keeps 100 displays of 8.4 MB");
  }

  @Test
  void execute_plainValue_displaysNothing() {
    assertThat(mec.engines(0).execute("1 + 1").get(0).displays()).isEmpty();
    assertThat(mec.engines(0).execute("a = [[b: 1]]").get(0).displays()).isEmpty();
  }
}
