package org.multiengine.magics.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes this command. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Prints a script with which a shell completes the commands and options of multiengine.",
    footer = {
      "",
      "Example:",
      "  source <(multiengine completion bash)",
      "  source <(multiengine completion zsh)"
    })
final class Completion implements Callable<Integer> {

  /** The known shells. One script serves both: it makes zsh accept the completions of bash. */
  private enum Shell {
    bash,
    zsh
  }

  /** The part of the generated script that completes nothing after {@code --name}. */
  private static final String NAME_UNKNOWN = "    '--name')\n      return\n";

  /** A part of the script that completes the names of the clusters that exist at that time. */
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
      description =
          "Shell that runs the script: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String script = AutoComplete.bash("multiengine", spec.root().commandLine());
    String completed = script.replace(NAME_UNKNOWN, NAME_OF_CLUSTER);
    var out = spec.commandLine().getOut();
    out.println("# To complete in every new shell, add this line to ~/." + shell + "rc:");
    out.println("# source <(multiengine completion " + shell + ")");
    out.print(completed);
    out.flush();
    return 0;
  }
}
