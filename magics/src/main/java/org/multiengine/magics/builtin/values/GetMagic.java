package org.multiengine.magics.builtin.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.TextFiles;
import org.multiengine.magics.builtin.options.ForceOption;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files of the machines of engines to this machine. */
@Command(
    name = "get",
    description =
        "Copies a file from the folders in which the engines run to this machine. With several"
            + " engines, the id of the engine is added to each name. Asks for confirmation before"
            + " it replaces a file.",
    footer = {"", "Example:", "  %%get result.csv -t 0"})
public final class GetMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = "--as",
      paramLabel = "PATH",
      description = "The path on this machine; by default, the name of the file.")
  private @Nullable String as;

  @Parameters(arity = "1", paramLabel = "FILE", description = "The file on the engines.")
  private String file = "";

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String source = file;
    DirectView view = on.view(shell);
    PendingResult<List<byte[]>> pending =
        view.applyAsync(engine -> Files.readAllBytes(Path.of(source)));
    List<byte[]> contents = shell.await(pending);
    List<Integer> ids = TransferredFiles.engines(pending);
    String name = as == null ? String.valueOf(Path.of(file).getFileName()) : as;
    for (int i = 0; i < contents.size(); i++) {
      String one = contents.size() == 1 ? name : TransferredFiles.nameFor(name, ids.get(i));
      save(shell, TextFiles.path(shell, one), contents.get(i));
    }
  }

  private void save(Shell shell, Path path, byte[] content) {
    if (Files.exists(path) && !force.allows(shell, "File " + path + " exists. Replace it")) {
      return;
    }
    try {
      Files.write(path, content);
    } catch (IOException e) {
      throw new KernelError("cannot write " + path + ": " + e, e);
    }
    shell.out().println("Saved " + path + ", " + content.length + " bytes");
  }
}
