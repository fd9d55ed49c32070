package org.multiengine.magics.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a file on a running cluster. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a file on the engines of a running cluster.",
      "The exit status is 0 if it went well on all of them, else 1."
    },
    footer = {"", "Example:", "  multiengine run --json simulation.groovy"})
final class RunFile implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file, read here and sent to the engines.")
  private Path file = Path.of("");

  @Mixin private Execution execution = new Execution();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var commandLine = spec.commandLine();
    return execution.execute(
        commandLine.getOut(), commandLine.getErr(), view -> view.runAsync(file));
  }
}
