package org.multiengine.magics.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a file on a running cluster. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a file on the engines of a running cluster.",
      "",
      "The exit status is 0 if all engines succeeded, otherwise 1."
    },
    footer = {"", "Example:", "  multiengine run --json simulation.groovy"})
final class RunFile extends Execution {

  @Parameters(
      paramLabel = "FILE",
      description = "File to run. It is read on this machine and sent to the engines.")
  private Path file = Path.of("");

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      description = "Character set of the file, such as ISO-8859-1 (default: ${DEFAULT-VALUE}).")
  private Charset encoding = StandardCharsets.UTF_8;

  @Override
  PendingResult<ResultList> send(DirectView view) {
    return view.runAsync(file, encoding);
  }
}
