package org.multiengine.magics.builtin.calls;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.Targets;
import org.multiengine.magics.Magic;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import org.multiengine.magics.builtin.options.BannerOptions;
import org.multiengine.magics.builtin.options.BlockOptions;
import org.multiengine.magics.builtin.options.GroupingOption;
import org.multiengine.magics.builtin.options.ProgressOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows and changes the defaults for the options of {@code %px}. */
@Command(
    name = "pxconfig",
    description = "Shows and changes the defaults of %%px.",
    footer = {"", "Example:", "  %%pxconfig --targets ::2 --noblock"})
public final class PxConfigMagic implements Magic {

  private static final String CLIENT_TARGETS = "client";

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "TARGETS",
      description = "The engines, or client for the targets of the active client.")
  private @Nullable String targets;

  @Mixin private BlockOptions block = new BlockOptions();

  @Mixin private BannerOptions banner = new BannerOptions();

  @Mixin private GroupingOption grouping = new GroupingOption();

  @Mixin private ProgressOption progress = new ProgressOption();

  @Option(
      names = "--full-results",
      paramLabel = "COUNT",
      description =
          "The maximum number of engines whose results are shown with the code. Of more engines,"
              + " only output and values are shown.")
  private @Nullable Integer fullResults;

  @Override
  public void run(Shell shell, Input input) {
    PxSettings settings = shell.px();
    boolean verbose = banner.isShown(settings.verbose());
    boolean waits = block.waits(shell.isBlock(shell.client()));
    if (targets != null) {
      settings.targets(targets.equals(CLIENT_TARGETS) ? "" : Targets.parse(targets).toString());
    }
    shell.setBlock(shell.client(), waits);
    settings.verbose(verbose);
    settings.groupOutputs(grouping.or(settings.groupOutputs()));
    settings.progressAfterSeconds(progress.or(settings.progressAfterSeconds()));
    if (fullResults != null) {
      settings.fullResults(fullResults);
    }
    show(shell, settings);
  }

  private static void show(Shell shell, PxSettings settings) {
    String ofClient = "those of the client: " + shell.client().targets();
    new Table("setting", "value")
        .row("targets", settings.targets().isEmpty() ? ofClient : settings.targets())
        .row("block", String.valueOf(shell.isBlock(shell.client())))
        .row("group-outputs", settings.groupOutputs().name().toLowerCase(Locale.ROOT))
        .row("verbose", String.valueOf(settings.verbose()))
        .row("full-results", String.valueOf(settings.fullResults()))
        .row("progress-after", settings.progressAfterSeconds() + " s")
        .print(shell);
  }
}
