package org.multiengine.magics.builtin.tasks;

import java.util.List;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.client.taskclient.QueueLists;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskReport;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the tasks of the active client. */
@Command(
    name = "tasks",
    description = "Shows how many tasks of this client wait, run and have ended.",
    footer = {"", "Example:", "  %%tasks --why"})
public final class TasksMagic implements Magic {

  @Option(
      names = {"-v", "--verbose"},
      description = "Also lists the numbers of the task client's tasks, and all open tasks.")
  private boolean verbose;

  @Option(names = "--why", description = "Also says of each open task what it waits for.")
  private boolean why;

  @Option(
      names = {"-m", "--most"},
      paramLabel = "N",
      defaultValue = "20",
      description = "The number of open tasks that are listed; the default is 20.")
  private int most;

  @Override
  public void run(Shell shell, Input input) {
    LoadBalancedView all = shell.client().balanced();
    shell.out().println(line(all.counts()));
    if (verbose) {
      lists(shell, shell.client().tasks());
    }
    if (verbose || why) {
      open(shell, all);
    }
  }

  private static String line(TaskCounts counts) {
    StringBuilder text = new StringBuilder();
    text.append(counts.waiting() + counts.sent()).append(" waiting, ");
    text.append(counts.running()).append(" running, ");
    text.append(counts.done()).append(" done");
    append(text, counts.failed(), "failed");
    append(text, counts.aborted(), "aborted");
    append(text, counts.timedOut(), "timed out");
    append(text, counts.lost(), "lost");
    append(text, counts.impossible(), "impossible");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String end) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(end);
    }
  }

  private static void lists(Shell shell, TaskClient tasks) {
    QueueLists lists = tasks.queueLists();
    shell.out().println("scheduled: " + lists.scheduled());
    shell.out().println("pending:   " + lists.pending());
    shell.out().println("succeeded: " + lists.succeeded());
    shell.out().println("failed:    " + lists.failed());
  }

  private void open(Shell shell, LoadBalancedView all) {
    List<TaskReport> open = all.open();
    if (open.isEmpty()) {
      return;
    }
    var table =
        why
            ? new Table("task", "name", "state", "engine", "why")
            : new Table("task", "name", "state", "engine");
    for (TaskReport task : open.subList(0, Math.min(most, open.size()))) {
      String id = "#" + task.id().number();
      if (why) {
        table.row(id, task.name(), task.state().label(), engine(task), all.why(task.id()));
      } else {
        table.row(id, task.name(), task.state().label(), engine(task));
      }
    }
    table.print(shell);
    if (open.size() > most) {
      shell.out().println("and " + (open.size() - most) + " more");
    }
  }

  private static String engine(TaskReport task) {
    if (task.attempts().isEmpty()) {
      return "";
    }
    TaskAttempt last = task.attempts().get(task.attempts().size() - 1);
    return last.engine() == null ? "" : last.engine().engine().toString();
  }
}
