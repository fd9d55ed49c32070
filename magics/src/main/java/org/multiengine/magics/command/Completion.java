package org.multiengine.magics.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the script with which a shell completes this command. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Writes the script by which a shell completes this command.",
    footer = {
      "",
      "Example:",
      "  source <(multiengine completion bash)",
      "  source <(multiengine completion zsh)"
    })
final class Completion implements Callable<Integer> {

  /** The shells that are known; one script serves both, as it lets zsh take what is of bash. */
  private enum Shell {
    bash,
    zsh
  }

  private static final String NAME_UNKNOWN = "    '--name')\n      return\n";

  /** The generated script knows only words that are fixed; clusters come and go. */
  private static final String NAME_OF_CLUSTER =
      "    '--name')\n"
          + "      COMPREPLY=( $( compgen -W \"$( ls"
          + " \"${MULTIENGINE_HOME:-$HOME/.multiengine}/clusters\" 2> /dev/null )\""
          + " -- \"${curr_word}\" ) )\n"
          + "      return\n";

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String script = AutoComplete.bash("multiengine", spec.root().commandLine());
    String completed = script.replace(NAME_UNKNOWN, NAME_OF_CLUSTER);
    var out = spec.commandLine().getOut();
    out.println("# For every shell to come: source <(multiengine completion " + shell + ")");
    out.println("# in ~/." + shell + "rc");
    out.print(completed);
    out.flush();
    return 0;
  }
}
