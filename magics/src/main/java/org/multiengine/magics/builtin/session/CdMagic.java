package org.multiengine.magics.builtin.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the folder of magics and shell commands. */
@Command(
    name = "cd",
    description =
        "Changes the folder in which magics find files and shell commands run. Java code of the"
            + " prompt stays in the folder of the process.",
    footer = {"", "Example:", "  %%cd data"})
public final class CdMagic implements Magic {

  @Parameters(
      arity = "0..1",
      defaultValue = "~/",
      paramLabel = "FOLDER",
      description = "The folder; by default, the home folder.")
  private String folder = "~/";

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) {
    Path path = TextFiles.path(shell, folder.equals("~") ? "~/" : folder);
    if (!Files.isDirectory(path)) {
      throw new UsageError("there is no folder " + path);
    }
    try {
      shell.folder(path.toRealPath());
    } catch (IOException e) {
      throw new KernelError("cannot open the folder " + path + ": " + e, e);
    }
    shell.out().println(shell.folder());
  }
}
