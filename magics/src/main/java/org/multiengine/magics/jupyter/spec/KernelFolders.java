package org.multiengine.magics.jupyter.spec;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which Jupyter looks for kernels on a system.
 *
 * @param environment the environment variables
 * @param system the name of the operating system, as in the system property {@code os.name}
 * @param home the folder of the user
 */
public record KernelFolders(Map<String, String> environment, String system, Path home) {

  private static final String KERNELS = "kernels";

  /** Returns the folders of this process. */
  public static KernelFolders ofThisProcess() {
    return new KernelFolders(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** Returns the folder of the user's kernels. */
  public Path ofUser() {
    return userData().resolve(KERNELS);
  }

  /** Returns the folder of the kernels of a Python environment or of a system's prefix. */
  public static Path ofPrefix(Path prefix) {
    return prefix.resolve("share").resolve("jupyter").resolve(KERNELS);
  }

  private Path userData() {
    @Nullable String given = environment.get("JUPYTER_DATA_DIR");
    if (given != null && !given.isEmpty()) {
      return Path.of(given);
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Jupyter");
    }
    if (name.startsWith("windows")) {
      @Nullable String roaming = environment.get("APPDATA");
      return roaming == null
          ? home.resolve(".jupyter").resolve("data")
          : Path.of(roaming, "jupyter");
    }
    @Nullable String share = environment.get("XDG_DATA_HOME");
    return (share == null || share.isEmpty()
            ? home.resolve(".local").resolve("share")
            : Path.of(share))
        .resolve("jupyter");
  }

  /** Returns all folders, those that Jupyter prefers first. */
  public List<Path> all() {
    var folders = new LinkedHashSet<Path>();
    @Nullable String path = environment.get("JUPYTER_PATH");
    if (path != null) {
      for (String each : path.split(File.pathSeparator, -1)) {
        if (!each.isEmpty()) {
          folders.add(Path.of(each).resolve(KERNELS));
        }
      }
    }
    folders.add(ofUser());
    for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      @Nullable String prefix = environment.get(variable);
      if (prefix != null && !prefix.isEmpty()) {
        folders.add(ofPrefix(Path.of(prefix)));
      }
    }
    folders.add(ofPrefix(Path.of("/usr/local")));
    folders.add(ofPrefix(Path.of("/usr")));
    return new ArrayList<>(folders);
  }
}
