package org.multiengine.magics.builtin.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import org.multiengine.magics.builtin.options.ForceOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves inputs of the session to a file. */
@Command(
    name = "save",
    description =
        "Saves inputs to a file: those of the ranges, or all except %%save itself. Asks for"
            + " confirmation before it replaces a file.",
    footer = {"", "Example:", "  %%save job.groovy 1-3 5"})
public final class SaveMagic implements Magic {

  private static final String SAVE_COMMAND = "%save";

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = {"-a", "--append"},
      description = "Adds to the end of the file.")
  private boolean append;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
  private String file = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "RANGE",
      description = "The inputs to save, for example 3, 1-3 or 5-; by default, all.")
  private List<String> ranges = new ArrayList<>();

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) {
    List<Inputs.Numbered> inputs = Inputs.of(shell, ranges);
    String text =
        inputs.stream()
            .map(Inputs.Numbered::text)
            .filter(each -> !ranges.isEmpty() || !each.startsWith(SAVE_COMMAND))
            .map(SaveMagic::line)
            .collect(Collectors.joining());
    Path path = TextFiles.path(shell, file);
    boolean replaces = Files.exists(path) && !append;
    if (replaces && !force.allows(shell, "File " + path + " exists. Replace it")) {
      return;
    }
    write(path, text);
    shell.out().println((append ? "Added to " : "Saved to ") + path + ":");
    shell.out().print(text);
  }

  /** Returns the lines of an input. An empty line ends the lines below a magic with two signs. */
  private static String line(String input) {
    return input + (input.startsWith("%%") ? "\n\n" : "\n");
  }

  private void write(Path path, String text) {
    try {
      if (append) {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        Files.writeString(path, text);
      }
    } catch (IOException e) {
      throw new KernelError("cannot write " + path + ": " + e, e);
    }
  }
}
