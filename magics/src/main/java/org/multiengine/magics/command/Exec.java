package org.multiengine.magics.command;

import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Executes code on a running cluster. */
@Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    description = {
      "Executes code on the engines of a running cluster.",
      "",
      "The exit status is 0 if all engines succeeded, otherwise 1."
    },
    footer = {"", "Example:", "  multiengine exec --targets 0,2 'println id * id'"})
final class Exec extends Execution {

  @Parameters(paramLabel = "CODE", description = "Code in the language of the engines.")
  private String code = "";

  @Override
  PendingResult<ResultList> send(DirectView view) {
    return view.executeAsync(code);
  }
}
