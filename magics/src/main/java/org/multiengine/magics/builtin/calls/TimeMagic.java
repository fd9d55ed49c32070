package org.multiengine.magics.builtin.calls;

import java.time.Duration;
import org.multiengine.client.DirectView;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.text.Amounts;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Runs code once on the engines, and shows how long each engine took. */
@Command(
    name = "time",
    description =
        "Runs code on the engines and shows how long each engine took, and how long the prompt"
            + " waited for all of them.",
    footer = {"", "Example:", "  %%time x = (1..1000000).sum()"})
public final class TimeMagic extends CodeMagic {

  /** Creates the magic. */
  public TimeMagic() {
    super("%time (1..1000000).sum()");
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String code = code(input);
    DirectView view = view(shell);
    long start = System.nanoTime();
    ResultList results = shell.await(view.executeAsync(code));
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    Outputs.show(shell, results, shell.px().groupOutputs());
    for (CommandRecord record : results) {
      String label = shell.styled(Shell.Style.ENGINE, "[" + record.id() + "]");
      shell.out().println(label + " " + Amounts.time(record.elapsed()));
    }
    shell.out().println("all: " + Amounts.time(wall));
  }
}
