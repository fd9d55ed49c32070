package org.multiengine.magics.builtin.engines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.magics.Magic;
import org.multiengine.magics.PromptLibraries;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds jars to the engines and to the prompt. */
@Command(
    name = "jar",
    description =
        "Adds jars to the scripts of the engines and of this prompt. Engines that start while the"
            + " prompt is open receive them, too. Another version of a library that is there"
            + " already is refused.",
    footer = {"", "Example:", "  %%jar libs/commons-csv-1.14.0.jar"})
public final class JarMagic implements Magic {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The jars, on this machine.")
  private List<String> files = new ArrayList<>();

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) {
    List<Path> jars = files.stream().map(file -> TextFiles.path(shell, file)).toList();
    PromptLibraries.add(shell.client(), jars);
    int engines = shell.client().ids().size();
    String where = engines + (engines == 1 ? " engine" : " engines");
    jars.forEach(jar -> shell.out().println(jar.getFileName() + " added to " + where));
  }
}
