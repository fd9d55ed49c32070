package org.multiengine.test.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;

/**
 * Tests the kernel for Jupyter with the clients of Debian. Without these clients, the tests are
 * skipped.
 */
final class JupyterKernelTest {

  private static final String EMBEDDED = "embedded";
  private static final String NONE = "none";
  private static final Path NOTEBOOK = Path.of("../samples/notebooks/engines.ipynb");

  private static FrontEnds frontEnds;

  @BeforeAll
  static void install(@TempDir Path folder) throws Exception {
    FrontEnds.assumeInstalled(
        "python3-jupyter-client python3-nbclient python3-jupyter-kernel-test",
        "jupyter_client",
        "nbclient",
        "jupyter_kernel_test");
    frontEnds = new FrontEnds(folder);
    frontEnds.install(EMBEDDED, "--embedded", "-n", "4");
    frontEnds.install(NONE, "--name", "none");
  }

  @Test
  void kernel_testsOfJupyter_allRunWithoutFailure() throws Exception {
    assertThat(frontEnds.run("kernel_test.py", EMBEDDED))
        .contains("\nOK")
        .doesNotContain("skipped");
  }

  @Test
  void kernel_interruptsQuestionsRestart_work() throws Exception {
    assertThat(frontEnds.run("interrupt_test.py", EMBEDDED)).contains("done");
  }

  @Test
  void notebook_ofTheSamples_showsTheOutputsInIt() throws Exception {
    String update = System.getProperty("update.expected") == null ? "" : "--update";

    assertThat(
            frontEnds.run(
                "run_notebook.py",
                EMBEDDED,
                NOTEBOOK.toAbsolutePath().normalize().toString(),
                update))
        .contains("done");
  }

  @Test
  void kernel_killedWithItsEnginesInProcesses_leavesNone() throws Exception {
    Process python = frontEnds.start("start_kernel.py", NONE);
    List<Long> pids = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && !line.equals("ready");
          line = lines.readLine()) {
        if (line.startsWith("pid ")) {
          pids.add(Long.parseLong(line.substring(4).strip()));
        }
      }
      assertThat(pids).as("the kernel and two engines").hasSize(3).allMatch(Children::isAlive);

      Children.kill(pids.get(0));

      Children.awaitGone(pids.subList(1, pids.size())); // Python still has to reap the kernel
    } finally {
      python.destroy();
    }
  }
}
