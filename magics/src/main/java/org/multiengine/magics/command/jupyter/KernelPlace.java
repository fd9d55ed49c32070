package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.jupyter.spec.KernelFolders;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name the folder of kernels. */
final class KernelPlace {

  @ArgGroup private @Nullable Place place;

  /** The places, of which one can be chosen. */
  private static final class Place {

    @Option(names = "--user", description = "Uses the kernels of this user; this is the default.")
    private boolean user;

    @Option(
        names = "--prefix",
        paramLabel = "FOLDER",
        description = "Uses the kernels of a Python environment, or of all users with /usr/local.")
    private @Nullable Path prefix;
  }

  /** Returns the folder of kernels. */
  Path folder() {
    Place chosen = place;
    return chosen == null || chosen.user || chosen.prefix == null
        ? KernelFolders.ofThisProcess().ofUser()
        : KernelFolders.ofPrefix(chosen.prefix.toAbsolutePath());
  }
}
