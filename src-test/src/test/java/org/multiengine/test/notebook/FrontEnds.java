package org.multiengine.test.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;

/** Programs of Jupyter in Python, with kernels in a folder of their own. */
final class FrontEnds {

  private static final String PYTHON = System.getProperty("bench.python", "/usr/bin/python3");

  private final Path folder;

  /** Creates the programs. Their kernels and files are in a folder. */
  FrontEnds(Path folder) {
    this.folder = folder;
  }

  /** Skips the test unless Python has these modules. */
  static void assumeInstalled(String packages, String... modules) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON)) && hasModules(modules),
        "skipped, because Jupyter's clients are missing: apt-get install " + packages);
  }

  private static boolean hasModules(String... modules) throws Exception {
    Process python =
        new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return python.waitFor() == 0;
  }

  /** Installs a kernel. */
  void install(String name, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("jupyter", "install", "--kernel", name));
    arguments.addAll(List.of(options));
    ProcessBuilder install =
        environment(Children.java(Main.class.getName(), arguments.toArray(String[]::new)));
    assertThat(Children.awaitExit(install.inheritIO().start())).isZero();
  }

  private ProcessBuilder environment(ProcessBuilder program) {
    program.environment().put("JUPYTER_DATA_DIR", folder.resolve("data").toString());
    program.environment().put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
    program.environment().put("IPYTHONDIR", folder.resolve("ipython").toString());
    program.environment().put("MULTIENGINE_HOME", folder.resolve("home").toString());
    // On a busy machine, output would otherwise appear live, before the result.
    program.environment().put("JAVA_TOOL_OPTIONS", "-Dmultiengine.console.live-after=1h");
    return program;
  }

  /** Starts a script among the resources of this package. */
  Process start(String script, String... arguments) throws IOException {
    Path file = folder.resolve(script);
    try (InputStream text = Objects.requireNonNull(FrontEnds.class.getResourceAsStream(script))) {
      Files.write(file, text.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, file.toString()));
    command.addAll(List.of(arguments));
    return environment(new ProcessBuilder(command)).redirectErrorStream(true).start();
  }

  /** Runs a script to its end, and returns what it prints. */
  String run(String script, String... arguments) throws Exception {
    Process process = start(script, arguments);
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
