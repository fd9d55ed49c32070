package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

/** Whole sessions that use the engines, with inputs that are piped in. */
final class ConsoleOnEnginesTest extends ClusterOfConsole {

  private static PipedConsole.Ended run(String... lines) {
    return PipedConsole.run(file -> cluster().connect(), lines);
  }

  private static PipedConsole.Ended runWithoutCluster(String... lines) {
    return PipedConsole.run(
        file -> {
          throw new KernelError("there is no cluster; start one: multiengine start -n 4");
        },
        lines);
  }

  @Test
  void run_seedsForms_workAsTyped() {
    PipedConsole.Ended ended =
        run(
            "mec.execute('a = 10 * id', targets: [0, 2])",
            "mec['b'] = ['foo', 'bar']",
            "mec.pull('b', targets: 1)",
            "mec.map({ it**2 }, 0..<5)",
            "pr = mec.execute('c = 1', block: false)",
            "pr.r.size()");

    assertThat(ended.shown())
        .isEqualTo(
            """
            Out[1]:
            <Results List>
            [0] In [1]: a = 10 * id
            [2] In [1]: a = 10 * id
            Out[3]: [['foo', 'bar']]
            Out[4]: [0, 1, 4, 9, 16]
            Out[6]: 4
            """);
    assertThat(ended.status()).isZero();
  }

  @Test
  void run_pxOfAnExpression_showsItsValue() {
    PipedConsole.Ended ended =
        run("px -t 0,1 1 + 1", "mec.execute('2 * id', targets: 3)", "%result -t 3");

    assertThat(ended.shown())
        .isEqualTo(
            """
            Parallel execution on engines: 0,1
            Out[1]:
            <Results List>
            [0] In [1]: 1 + 1
            [0] Out[1]: 2

            [1] In [1]: 1 + 1
            [1] Out[1]: 2
            Out[2]:
            <Results List>
            [3] In [1]: 2 * id
            [3] Out[1]: 6
            Out[3]:
            <Results List>
            [3] In [1]: 2 * id
            [3] Out[1]: 6
            """);
  }

  @Test
  void run_listOfMaps_isATable() {
    PipedConsole.Ended ended =
        run("px -t 2 [[r: 2.5, period: 1], [r: 2.75, period: 12]]", "[[a: 1, b: 'x'], [a: 22]]");

    assertThat(ended.shown())
        .endsWith(
            """
            [2] Out[1]:
               r  period
             2.5       1
            2.75      12
            Out[2]:
             a  b
             1  x
            22
            """);
  }

  @Test
  void run_fewerFullResultsThanEngines_showsOutputAndValues() {
    PipedConsole.Ended ended =
        run("%pxconfig --full-results 2", "px a = 1", "px -q id * 2", "px -q 1 / 0");

    assertThat(ended.shown())
        .containsPattern("Out\\[2]: ran on 4 engines in \\d+\\.\\d s\n")
        .containsPattern(
            "Out\\[3]:\nran on 4 engines in \\d+\\.\\d s\n\\[0] Out\\[2]: 0\n\\[1] Out\\[2]: 2\n")
        .contains("execute\n[0-3:execute]: ArithmeticException: Division by zero\n");
  }

  @Test
  void run_functionOfThePromptFails_tbAndDebugShowItsLine() {
    PipedConsole.Ended ended =
        run("f = { x ->", "  12 / x", "}", "mec.map(f, [1, 0])", "%tb", "%debug", "w", "l", "q");

    assertThat(ended.shown())
        .contains("map]: ArithmeticException: Division by zero (element 1: 0)")
        .contains("In [1] in <closure>()\n----> 2   12 / x\n")
        .contains("In [1]\n      1 f = { x ->\n----> 2   12 / x\n      3 }\n");
  }

  @Test
  void run_savedMagicsAndCells_runAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("job.groovy");

    PipedConsole.Ended ended =
        run(
            "%%px -q",
            "def twice(x) {",
            "  2 * x",
            "}",
            "",
            "px -q -t 0 y = twice(21); println y",
            "%save -f " + file + " 1-2",
            "mec.reset()",
            "%run " + file,
            "mec.pull('y', targets: 0)");

    assertThat(Files.readString(file))
        .isEqualTo("%%px -q\ndef twice(x) {\n  2 * x\n}\n\npx -q -t 0 y = twice(21); println y\n");
    assertThat(ended.shown()).endsWith("Out[6]: [42]\n");
    assertThat(run(Files.readString(file).split("\n", -1)).status()).isZero();
  }

  @Test
  void run_fileWithoutMagics_isOneScript(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "x = f(2)\ndef f(y) { y + 1 }\n");

    assertThat(run("%run " + file, "x").shown()).isEqualTo("Out[2]: 3\n");
  }

  @Test
  void run_fileThatFails_stopsThere(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "px -q a = 1\npx -q 1/0\nx = 5\n");

    PipedConsole.Ended ended = run("%run " + file, "x");

    assertThat(ended.shown()).contains("Division by zero").contains("name x is not defined");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_jar_isSeenByEnginesAndThePrompt(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("greeting-1.0.jar");
    try (var files = new JarOutputStream(Files.newOutputStream(jar))) {
      files.putNextEntry(new JarEntry("lib/Greeting.class"));
      files.write(greeting());
    }

    PipedConsole.Ended ended =
        run(
            "px lib.Greeting.hello()",
            "%jar " + jar,
            "px -q -t 0 lib.Greeting.hello()",
            "%libs",
            "lib.Greeting.hello()",
            "mec.addLibraries('" + jar + "')",
            "mec.libraries()",
            "%jar " + folder.resolve("none.jar"));

    assertThat(ended.shown())
        .contains("greeting-1.0.jar added to 4 engines\n")
        .containsPattern("\\[0] Out\\[\\d+]: 'hello'\n")
        .contains("[0-3] greeting-1.0.jar\n")
        .contains("Out[5]: 'hello'\n")
        .contains("Out[7]: ['greeting-1.0.jar']\n")
        .contains("there is no file");
  }

  /** Returns a class that Groovy compiles. */
  private static byte[] greeting() {
    var unit = new CompilationUnit();
    unit.addSource("Greeting.groovy", "package lib; class Greeting { static hello() { 'hello' } }");
    unit.compile(Phases.CLASS_GENERATION);
    return unit.getClasses().get(0).getBytes();
  }

  @Test
  void run_putAndGet_copyFiles(@TempDir Path folder) throws Exception {
    Path local = Files.writeString(folder.resolve("data.csv"), "a,b\n");
    Path remote = folder.resolve("remote.csv");

    PipedConsole.Ended ended =
        run(
            "%cd " + folder,
            "%put data.csv -t 1,2 --as " + remote,
            "px -q -t 1 new File('" + remote + "').text",
            "%get " + remote + " -t 1 --as back.csv",
            "%get " + remote + " -t 1,2",
            "%put none.csv");

    assertThat(ended.shown())
        .contains("[1, 2] " + remote + "\n")
        .containsPattern("\\[1] Out\\[\\d]: 'a,b\\\\n'\n")
        .contains("Saved " + folder.toRealPath().resolve("back.csv") + ", 4 bytes\n")
        .contains("UsageError: there is no file");
    assertThat(folder.resolve("back.csv")).hasSameTextualContentAs(local);
    assertThat(folder.resolve("remote-1.csv")).hasSameTextualContentAs(local);
    assertThat(folder.resolve("remote-2.csv")).hasSameTextualContentAs(local);
  }

  @Test
  void run_shellCommand_isRunHere() {
    assertThat(run("!echo one two", "flag = false", "!flag").shown())
        .isEqualTo("one two\nOut[3]: true\n");
  }

  @Test
  void run_whosAndTime_showTypesSizesAndTimes() {
    PipedConsole.Ended ended =
        run("mec.reset()", "px -q a = [1, 2]; b = 'text'; c = new double[1024]; d = id", "%whos");

    assertThat(ended.shown())
        .containsPattern("NAME +TYPE +SIZE +ENGINES\n")
        .containsPattern("a +ArrayList +2 elements +\\[0-3]\n")
        .containsPattern("b +String +4 characters +\\[0-3]\n")
        .containsPattern("c +double\\[] +1024 elements, 8 KiB +\\[0-3]\n");
    assertThat(run("%time -t 0 1 + 1").shown())
        .contains("[0] Out[")
        .containsPattern("\\[0] \\d+ m?s\nall: \\d+ m?s\n");
  }

  @Test
  void run_pxCell_endsWithAnEmptyLine() {
    PipedConsole.Ended ended =
        run(
            "%%px -t 1",
            "x = 1", "for (i in 1..3) {", "  x += i", "}", "", "mec.pull('x', targets: 1)");

    assertThat(ended.shown())
        .startsWith("Parallel execution on engines: 1\n")
        .endsWith("Out[2]: [7]\n");
  }

  @Test
  void run_pxCellAtTheEnd_isRun() {
    assertThat(run("%%px -t 1", "println 'last'").shown()).contains("[1] Out[1]: last");
  }

  @Test
  void run_pxCellWithALine_runsTheLineToo() {
    assertThat(run("%%px a = 1", "b = a + 1", "", "mec['b']").shown())
        .endsWith("Out[2]: [2, 2, 2, 2]\n");
  }

  @Test
  void run_pxLineOverSeveralLines_isOneInput() {
    assertThat(run("px for (i in 1..3) {", "  x = i", "}", "mec['x']").shown())
        .endsWith("Out[2]: [3, 3, 3, 3]\n");
  }

  @Test
  void run_failureOnEngines_isShort() {
    PipedConsole.Ended ended = run("%px 1 / id", "%tb");

    assertThat(ended.shown())
        .contains(
            """
            CompositeError: one or more exceptions from call to method: execute
            [0:execute]: ArithmeticException: Division by zero
            """);
    assertThat(ended.shown()).contains("[0:execute]: \n" + "-".repeat(75));
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_errorCaught_hasIPythonsNames() {
    assertThat(
            run(
                    "try { mec.execute('1 / 0', targets: 2) } catch (CompositeError e) { err = e }",
                    "err.elist.size()",
                    "err.raise_exception()")
                .shown())
        .contains("Out[2]: 1\n")
        .contains("ArithmeticException: Division by zero");
  }

  @Test
  void autopx_session_hasTheBannersOfTheReference() {
    PipedConsole.Ended ended =
        run("%autopx", "a = 1", "for (i in 1..2) {", "  a += i", "}", "println a", "%autopx", "5");

    assertThat(ended.shown())
        .startsWith("Auto Parallel Enabled\nType %autopx to disable\n<Results List>\n[0] In [1]:")
        .contains("[3] In [2]: for (i in 1..2) {\n  a += i\n}")
        .contains("[3] Out[3]: 4")
        .endsWith("Auto Parallel Disabled\nOut[6]: 5\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void autopx_syntaxError_isShownHereAndNothingIsSent() {
    PipedConsole.Ended ended = run("%autopx", "a = ]", "b = 1", "autopx");

    assertThat(ended.shown()).contains("SyntaxError").doesNotContain("CompositeError");
    assertThat(ended.shown()).contains("[0] In [1]: b = 1").endsWith("Auto Parallel Disabled\n");
    assertThat(ended.status()).isOne();
  }

  @Test
  void autopx_error_keepsTheMode() {
    PipedConsole.Ended ended = run("%autopx", "1 / 0", "println id");

    assertThat(ended.shown())
        .contains("[3:execute]: ArithmeticException: Division by zero")
        .contains("[3] Out[2]: 3");
    assertThat(ended.status()).isOne();
  }

  @Test
  void autopx_markedMagics_areMagics() {
    assertThat(run("%autopx", "ab = 1", "%who a*", "who = 3", "%who w*").shown())
        .contains("] ab\n", "] who\n");
  }

  @Test
  void autopx_withoutBlock_showsThePendingResult() {
    assertThat(run("mec.block = false", "%autopx", "a = 1").shown())
        .contains("PendingResult[execute");
  }

  @Test
  void run_withoutCluster_saysHowToGetOne() {
    PipedConsole.Ended ended = runWithoutCluster("%px a = 1", "1 + 1");

    assertThat(ended.shown())
        .startsWith("KernelError: there is no cluster; start one: multiengine start -n 4\n")
        .contains("No Controller is activated: there is no cluster")
        .contains("start one: multiengine start -n 4; then type: mec = client.MultiEngineClient()")
        .containsOnlyOnce("activated: there is no cluster; start one")
        .endsWith("Out[2]: 2\n");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_autopxWithoutCluster_staysOff() {
    assertThat(runWithoutCluster("%autopx", "1 + 1").shown())
        .contains("No Controller is activated")
        .endsWith("Out[2]: 2\n");
  }

  @Test
  void run_clientsMade_canBeActivated() {
    PipedConsole.Ended ended =
        run(
            "other = client.MultiEngineClient()",
            "other.targets = [1]",
            "%px a = 1",
            "other.activate()",
            "%px a = 1",
            "%clients");

    assertThat(ended.shown())
        .contains("Parallel execution on engines: all\n", "Parallel execution on engines: [1]\n")
        .containsPattern("\\* +other")
        .doesNotContainPattern("\\* +mec");
  }

  @Test
  void run_moduleWithoutThatMember_suggests() {
    assertThat(run("client.MultiEngineCient()", "client.Compositeerror").shown())
        .contains("client has no MultiEngineCient; did you mean MultiEngineClient?")
        .contains("client has no Compositeerror; did you mean CompositeError?");
  }

  @Test
  void run_displayOfEngines_isShownAfterTheResult() {
    assertThat(run("%px -t 1 display([[name: 'a', size: id]])").shown())
        .endsWith(
            "[1] In [1]: display([[name: 'a', size: id]])\n[1] display:\nname  size\na     1\n");
  }

  @Test
  void run_displayHere_isATableOfText() {
    assertThat(run("display([[name: 'a', size: 2]])").shown()).isEqualTo("name  size\na     2\n");
  }

  @Test
  void run_clusterStatus_countsTheEnginesOfTheClient() {
    PipedConsole.Ended ended = run("%cluster status", "%cluster stop");

    assertThat(ended.shown())
        .startsWith("This prompt has started no engines.\nThe active client has 4 engines.\n")
        .contains("KernelError: this prompt has started no cluster");
  }
}
