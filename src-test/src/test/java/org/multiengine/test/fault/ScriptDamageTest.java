package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;

/**
 * Tests scripts that damage the JVM of their engine. Engine 0 runs them, a neighbour shares its
 * process, and all engines must serve afterwards. Scripts that end the process are in {@link
 * RestartTest} and {@link NativeCrashTest}.
 */
@Tag("fault")
@Timeout(240)
final class ScriptDamageTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalCluster cluster;
  private static MultiEngineClient mec;
  private static DirectView culprit;
  private static DirectView neighbour;
  private static DirectView stranger;
  private static List<Long> pids;
  private static Path temporary;

  @BeforeAll
  static void start(@TempDir Path folder) {
    temporary = SmallDisk.isPossible() ? SmallDisk.mount(folder.resolve("small"), "1m") : folder;
    cluster = Clusters.processes(4, "-Djava.io.tmpdir=" + temporary).enginesPerProcess(2).start();
    mec = cluster.connect();
    pids = pidsNow();
    culprit = mec.engines(0);
    neighbour = mec.engines(other(pid -> pid.equals(pids.get(0))));
    stranger = mec.engines(other(pid -> !pid.equals(pids.get(0))));
  }

  private static List<Long> pidsNow() {
    return mec.apply(engine -> ProcessHandle.current().pid());
  }

  private static int other(Predicate<Long> which) {
    return mec.ids().stream().filter(id -> id > 0 && which.test(pids.get(id))).findFirst().get();
  }

  @AfterAll
  static void stop() {
    List<Long> processes = cluster.pids();
    cluster.close();
    SmallDisk.unmount(temporary);
    assertThat(processes).hasSize(2).noneMatch(Children::isAlive);
  }

  /** Whatever a script did, all engines do their work in the processes they had. */
  @AfterEach
  void everyEngineServes() {
    mec.reset();
    assertThat(mec.execute("println id; 1.5"))
        .allSatisfy(
            record -> {
              assertThat(record.stdout()).isEqualTo(record.id() + "\n");
              assertThat(record.display()).isEqualTo("1.5");
            });
    mec.push(Map.of("big", new double[200_000], "list", List.of(1.5, "ıI")));
    assertThat(culprit.pull("list")).containsExactly(List.of(1.5, "ıI"));
    assertThat(mec.map(x -> x * 2, List.of(1, 2, 3, 4, 5))).containsExactly(2, 4, 6, 8, 10);
    assertThat(failure(mec.engines(0), "class I { def i() { 1 / 0 } }\nnew I().i()").getMessage())
        .contains("ArithmeticException");
    assertThat(mec.engines().toString()).contains("idle").contains("MiB");
    assertThat(pidsNow()).isEqualTo(pids);
  }

  private static KernelError failure(DirectView view, String code) {
    CompositeError error =
        catchThrowableOfType(CompositeError.class, () -> view.executeAsync(code).get(LIMIT));
    return error.entries().get(0).error();
  }

  private static String printed(DirectView view, String code) {
    return view.execute(code).get(0).stdout();
  }

  @Test
  @Fault(value = "2.2 stack overflow", outcome = "StackOverflowError; the namespace stays")
  void stackOverflow_inAScript_isAnErrorAndKeepsTheNamespace() throws Exception {
    culprit.execute("a = 1; def f(n) { 1 + f(n + 1) }");

    KernelError error = failure(culprit, "f(0)");

    assertThat(error.errorName()).isEqualTo("StackOverflowError");
    assertThat(culprit.pull("a")).containsExactly(1);
    assertThat(culprit.execute("f = null; a + 1").get(0).display()).isEqualTo("2");
  }

  @Test
  @Fault(value = "2.3 System.exit", outcome = "refused with SecurityException; the namespace stays")
  void systemExit_isRefused() throws Exception {
    KernelError error = failure(culprit, "a = 1\nSystem.exit(1)");

    assertThat(error.errorName()).isEqualTo("SecurityException");
    assertThat(error).hasMessageContaining("use kill to remove an engine");
    assertThat(culprit.pull("a")).containsExactly(1);
  }

  @Test
  @Fault(
      value = "2.6 a script leaves threads",
      outcome = "they live on; what they print goes to the command that runs then, else to the log")
  void threads_leftByAScript_printToTheRunningCommand() throws Exception {
    culprit.execute(
        "q = new java.util.concurrent.SynchronousQueue();"
            + " Thread.start { while (true) { def x = q.take(); if (!x) break; print x } }; 0");

    assertThat(printed(culprit, "q.put 'one'; q.put 'two'; q.put ''")).isEqualTo("onetwo");
  }

  @Test
  @Fault(
      value = "2.7 System.out closed",
      outcome = "nothing is closed; output of all engines is captured")
  void systemOut_closedByAScript_isOpenForAllEngines() throws Exception {
    culprit.execute("System.out.close(); System.err.close()");

    assertThat(printed(culprit, "print 'a'")).isEqualTo("a");
    assertThat(printed(neighbour, "print 'b'")).isEqualTo("b");
    assertThat(culprit.execute("System.err.print 'c'").get(0).stderr()).isEqualTo("c");
  }

  @Test
  @Fault(
      value = "2.8 System.setOut",
      outcome = "holds until the next request of an engine of that JVM")
  void systemOut_replacedAndClosed_isCapturedAtTheNextRequest() throws Exception {
    culprit.execute(
        "s = new PrintStream(new ByteArrayOutputStream()); System.setOut(s); s.close()");

    assertThat(printed(neighbour, "print 'b'")).isEqualTo("b");
    assertThat(printed(culprit, "print 'a'")).isEqualTo("a");
  }

  @Test
  @Fault(
      value = "2.9 System.in read and closed",
      outcome = "it is empty; the process still ends with its host")
  void systemIn_readAndClosed_isEmpty() throws Exception {
    assertThat(culprit.execute("x = System.in.read(); System.in.close(); x").get(0).display())
        .isEqualTo("-1");
  }

  @Test
  @Fault(
      value = "2.10 default locale set",
      outcome = "holds for all engines of that JVM; nothing of ours changes")
  void locale_set_changesNothingOfTheEngines() throws Exception {
    culprit.execute("old = Locale.getDefault(); Locale.setDefault(new Locale('tr', 'TR'))");
    try {
      assertThat(neighbour.execute("'I'.toLowerCase()").get(0).display()).isEqualTo("'ı'");
      assertThat(stranger.execute("'I'.toLowerCase()").get(0).display()).isEqualTo("'i'");
      everyEngineServes();
      culprit.execute("Locale.setDefault(Locale.forLanguageTag('ar-EG-u-nu-arab'))");
      everyEngineServes();
    } finally {
      culprit.execute("Locale.setDefault(Locale.ENGLISH)");
    }
  }

  @Test
  @Fault(
      value = "2.11 system property set",
      outcome = "holds for all engines of that JVM until it ends")
  void systemProperty_set_holdsInThatProcess() throws Exception {
    culprit.execute("System.setProperty('damage', 'done')");

    String read = "System.getProperty('damage')";
    assertThat(culprit.execute(read).get(0).display()).isEqualTo("'done'");
    assertThat(neighbour.execute(read).get(0).display()).isEqualTo("'done'");
    assertThat(stranger.execute(read).get(0).display()).isNull();
  }

  @Test
  @Fault(value = "2.12 system properties cleared", outcome = "requests go on")
  void systemProperties_cleared_changeNothingOfTheEngines() throws Exception {
    culprit.execute("saved = System.properties.clone(); System.properties.clear()");

    try {
      assertThat(printed(neighbour, "class J {}; print new J() != null")).isEqualTo("true");
      culprit.put("a", new double[200_000]);
      assertThat(culprit.map(x -> x + 1, List.of(1, 2))).containsExactly(2, 3);
    } finally {
      culprit.execute("System.properties.putAll(saved)");
    }
  }

  @Test
  @Fault(value = "2.13 context class loader changed", outcome = "set back after each request")
  void contextClassLoader_changed_isSetBackAtTheNextRequest() throws Exception {
    String show = "Thread.currentThread().contextClassLoader.toString()";
    String before = culprit.execute(show).get(0).display();

    culprit.execute("Thread.currentThread().contextClassLoader = new URLClassLoader(new URL[0])");
    failure(culprit, "Thread.currentThread().contextClassLoader = null; 1 / 0");

    assertThat(culprit.execute(show).get(0).display()).isEqualTo(before);
    culprit.apply(
        engine -> {
          Thread.currentThread().setContextClassLoader(null);
          return 0;
        });
    assertThat(culprit.execute(show).get(0).display()).isEqualTo(before);
  }

  @Test
  @Fault(value = "2.14 the engine's thread interrupted", outcome = "the next request runs")
  void threadOfTheEngine_interruptedAndRenamed_servesOn() throws Exception {
    culprit.execute("Thread.currentThread().interrupt(); Thread.currentThread().name = 'mine'");

    assertThatNoException().isThrownBy(() -> culprit.execute("sleep 1"));
  }

  @Test
  @Fault(
      value = "2.15 temporary folder full",
      outcome = "IOException of the script; all engines serve")
  void temporaryFolder_full_isAnErrorOfTheScript() throws Exception {
    SmallDisk.assumePossible();
    String fill =
        "f = File.createTempFile('big', '');"
            + " f.withOutputStream { s -> while (true) s << new byte[65536] }";

    KernelError error = failure(culprit, fill);

    assertThat(error).hasMessageContaining("No space left on device");
    everyEngineServes();
    culprit.execute("new File(System.getProperty('java.io.tmpdir')).listFiles()*.delete(); 0");
    assertThat(Arrays.asList(temporary.toFile().list())).isEmpty();
  }
}
