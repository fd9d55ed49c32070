package org.multiengine.magics.builtin.calls;

import java.nio.file.Path;
import java.util.List;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import org.multiengine.magics.builtin.options.BannerOptions;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a file locally or on the engines. */
@Command(
    name = "run",
    description =
        "Runs a file locally, or with --px on the engines as one command. A local file may have"
            + " magics, as %%save writes them.",
    footer = {"", "Example:", "  %%run --px job.groovy"})
public final class RunMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private BannerOptions banner = new BannerOptions();

  @Option(names = "--px", description = "Runs the file on the engines.")
  private boolean px;

  @Parameters(
      arity = "1",
      paramLabel = "FILE",
      description = "The file, which is read on this machine.")
  private String file = "";

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Path path = TextFiles.path(shell, file);
    String text = TextFiles.read(path);
    if (!px) {
      var unused = shell.enterAll(text);
      return;
    }
    DirectView view = on.view(shell);
    banner.show(shell, view);
    PendingResult<ResultList> pending = view.runAsync(path);
    shell.lastCall(pending);
    if (shell.isBlock(shell.client())) {
      Outputs.show(shell, shell.await(pending), shell.px().groupOutputs());
    } else {
      shell.show(shell.scriptValue(pending));
    }
  }
}
