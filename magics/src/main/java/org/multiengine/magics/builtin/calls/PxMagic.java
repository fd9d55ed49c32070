package org.multiengine.magics.builtin.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.builtin.options.BannerOptions;
import org.multiengine.magics.builtin.options.BlockOptions;
import org.multiengine.magics.builtin.options.GroupingOption;
import org.multiengine.magics.builtin.options.OutOption;
import org.multiengine.magics.builtin.options.ProgressOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a line, or the lines below {@code %%px}, on the engines (reference, 13). */
@Command(
    name = "px",
    description = "Runs code on the engines: the rest of the line, or the lines below %%%%px.",
    footer = {"", "Example:", "  %%px -t 0,2 a = id * 10"})
public final class PxMagic extends CodeMagic {

  private static final double MILLIS_PER_SECOND = 1000;

  @Mixin private BlockOptions block = new BlockOptions();

  @Mixin private BannerOptions banner = new BannerOptions();

  @Mixin private GroupingOption grouping = new GroupingOption();

  @Option(names = "--local", description = "Also runs the code locally.")
  private boolean local;

  @Mixin private OutOption out = new OutOption();

  @Mixin private ProgressOption progress = new ProgressOption();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "The seconds after which the code is cancelled on engines where it has not ended.")
  private @Nullable Double timeout;

  /** Creates the magic. */
  public PxMagic() {
    super("%px a = 5");
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String code = code(input);
    boolean wait = block.waits(shell.isBlock(shell.client()));
    DirectView view = limited(view(shell));
    banner.show(shell, view);
    PendingResult<ResultList> pending = view.executeAsync(code);
    shell.lastCall(pending);
    if (local) {
      shell.enter(code);
    }
    if (wait) {
      waitFor(shell, pending);
    } else {
      Object shown = shell.scriptValue(pending);
      out.bind(shell, shown);
      shell.show(shown);
    }
  }

  private DirectView limited(DirectView view) {
    return timeout == null
        ? view
        : view.withTimeout(Duration.ofMillis((long) (timeout * MILLIS_PER_SECOND)));
  }

  private void waitFor(Shell shell, PendingResult<ResultList> pending) throws InterruptedException {
    WaitOptions options = waitOptions(shell.px());
    ResultList results = shell.await(pending, options);
    out.bind(shell, results);
    Outputs.show(shell, results, options.groupOutputs());
  }

  private WaitOptions waitOptions(PxSettings settings) {
    return new WaitOptions(
        grouping.or(settings.groupOutputs()), progress.or(settings.progressAfterSeconds()));
  }
}
