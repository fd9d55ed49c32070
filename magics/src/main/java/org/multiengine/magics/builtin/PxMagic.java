package org.multiengine.magics.builtin;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.PxSettings.GroupOutputs;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a line, or the lines beneath {@code %%px}, on the engines (reference, 13). */
@Command(
    name = "px",
    description = "Runs code on the engines: the rest of the line, or the lines below %%%%px.",
    footer = {"", "Example:", "  %%px -t 0,2 a = id * 10"})
public final class PxMagic implements Magic {

  private static final double MILLIS_PER_SECOND = 1000;

  @Mixin private OnTargets on = new OnTargets();

  @Mixin private BlockOptions block = new BlockOptions();

  @Mixin private BannerOptions banner = new BannerOptions();

  @Mixin private GroupingOption grouping = new GroupingOption();

  @Option(names = "--local", description = "Run the code here, too.")
  private boolean local;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "NAME",
      description = "Bind the result to a local name.")
  private @Nullable String outName;

  @Option(
      names = "--progress-after",
      paramLabel = "SECONDS",
      description = "Show the progress after so long.")
  private @Nullable Double progressAfter;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Cancel what has not ended after so long.")
  private @Nullable Double timeout;

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public List<String> complete(Shell shell, String line) {
    return shell.completeOnEngines(line);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String code = input.code();
    if (code.isBlank()) {
      throw new IllegalArgumentException("there is no code; write for example %px a = 5");
    }
    boolean wait = block.waits(shell.isBlock(shell.client()));
    DirectView view = view(shell);
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
      bind(shell, shown);
      shell.show(shown);
    }
  }

  private DirectView view(Shell shell) {
    DirectView view = on.view(shell);
    return timeout == null
        ? view
        : view.withTimeout(Duration.ofMillis((long) (timeout * MILLIS_PER_SECOND)));
  }

  private void waitFor(Shell shell, PendingResult<ResultList> pending) throws InterruptedException {
    PxSettings settings = shell.px();
    double before = settings.progressAfterSeconds();
    GroupOutputs usual = settings.groupOutputs();
    GroupOutputs how = grouping.or(usual);
    ResultList results;
    try {
      settings.progressAfterSeconds(progressAfter == null ? before : progressAfter);
      settings.groupOutputs(how); // only what is shown engine by engine is shown while it runs
      results = shell.await(pending);
    } finally {
      settings.progressAfterSeconds(before);
      settings.groupOutputs(usual);
    }
    bind(shell, results);
    Outputs.show(shell, results, how);
  }

  private void bind(Shell shell, Object result) {
    if (outName != null) {
      shell.bind(outName, result);
    }
  }
}
