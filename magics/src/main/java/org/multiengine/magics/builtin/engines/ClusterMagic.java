package org.multiengine.magics.builtin.engines;

import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts and stops engines for this prompt. */
@Command(
    name = "cluster",
    description = {
      "Starts engines in processes of their own, stops them, or shows which cluster is in use.",
      "The engines end with the prompt. mec is their client after the start."
    },
    footer = {"", "Example:", "  %%cluster start -n 4"})
public final class ClusterMagic implements Magic {

  private static final List<String> ACTIONS = List.of("start", "stop", "status");

  /** The actions of the magic. */
  private enum Action {
    start,
    stop,
    status
  }

  @Parameters(arity = "1", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action = Action.status;

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Number of engines to start (default: ${DEFAULT-VALUE}).")
  private int engines = 4;

  @Override
  public List<String> complete(Shell shell, String line) {
    return ACTIONS;
  }

  @Override
  public void run(Shell shell, Input input) {
    switch (action) {
      case start -> {
        shell.cluster().start(engines);
        shell.out().println("Started " + count(engines) + "; mec is their client.");
      }
      case stop -> {
        int stopped = shell.cluster().engines();
        shell.cluster().stop();
        shell.out().println("Stopped " + count(stopped) + ".");
      }
      case status -> showStatus(shell);
    }
  }

  private static void showStatus(Shell shell) {
    int own = shell.cluster().engines();
    shell
        .out()
        .println(own == 0 ? "This prompt has started no engines." : "Started here: " + count(own));
    try {
      shell.out().println("The active client has " + count(shell.client().size()) + ".");
    } catch (KernelError none) {
      shell.out().println(none.errorMessage());
    }
  }

  private static String count(int engines) {
    return engines == 1 ? "1 engine" : engines + " engines";
  }
}
