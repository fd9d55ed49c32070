package org.multiengine.magics.builtin.tasks;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels tasks of the task client. */
@Command(
    name = "abort",
    description = "Cancels tasks that wait or run, by their numbers. %%tasks -v lists the numbers.",
    footer = {"", "Example:", "  %%abort 3 5"})
public final class AbortMagic implements Magic {

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The numbers of the tasks.")
  private List<Long> ids = new ArrayList<>();

  @Override
  public void run(Shell shell, Input input) {
    TaskClient tasks = shell.client().tasks();
    for (long id : ids) {
      tasks.abort(id);
      shell.out().println("Cancelling task " + id);
    }
  }
}
