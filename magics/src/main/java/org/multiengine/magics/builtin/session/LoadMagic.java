package org.multiengine.magics.builtin.session;

import java.util.List;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the text of a file into the next input. */
@Command(
    name = "load",
    description = "Puts the text of a file into the next input, where it can be edited and run.",
    footer = {"", "Example:", "  %%load job.groovy"})
public final class LoadMagic implements Magic {

  @Parameters(arity = "1", paramLabel = "FILE", description = "The file to load.")
  private String file = "";

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) {
    shell.prefill(TextFiles.read(TextFiles.path(shell, file)).stripTrailing());
  }
}
