package org.multiengine.magics.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes code on a running cluster. */
@Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    description = {
      "Executes code on the engines of a running cluster.",
      "The exit status is 0 if it went well on all of them, else 1."
    },
    footer = {"", "Example:", "  multiengine exec --targets 0,2 'println id * id'"})
final class Exec implements Callable<Integer> {

  @Parameters(paramLabel = "CODE", description = "The code, in the language of the engines.")
  private String code = "";

  @Mixin private Execution execution = new Execution();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var commandLine = spec.commandLine();
    return execution.execute(
        commandLine.getOut(), commandLine.getErr(), view -> view.executeAsync(code));
  }
}
