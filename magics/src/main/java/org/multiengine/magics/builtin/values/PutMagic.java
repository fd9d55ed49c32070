package org.multiengine.magics.builtin.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineIds;
import org.multiengine.magics.builtin.FileNames;
import org.multiengine.magics.builtin.TextFiles;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a local file to the machines of engines. */
@Command(
    name = "put",
    description =
        "Copies a file of this machine to the folders in which the engines run, and replaces files"
            + " of that name there.",
    footer = {"", "Example:", "  %%put data.csv -t 0,1"})
public final class PutMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Option(
      names = "--as",
      paramLabel = "PATH",
      description = "The path on the engines; by default, the name of the file.")
  private @Nullable String as;

  @Parameters(arity = "1", paramLabel = "FILE", description = "The file on this machine.")
  private String file = "";

  @Override
  public List<String> complete(Shell shell, String line) {
    return FileNames.of(shell, line);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Path path = TextFiles.path(shell, file);
    byte[] bytes = TextFiles.bytes(path);
    String target = as == null ? String.valueOf(path.getFileName()) : as;
    DirectView view = on.view(shell);
    PendingResult<List<String>> pending = view.applyAsync(engine -> write(target, bytes));
    List<String> written = shell.await(pending);
    List<Integer> ids = TransferredFiles.engines(pending);
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < written.size(); i++) {
      places.computeIfAbsent(written.get(i), key -> new ArrayList<>()).add(ids.get(i));
    }
    places.forEach(
        (place, engines) ->
            shell
                .out()
                .println(
                    shell.styled(Shell.Style.ENGINE, EngineIds.inShort(engines)) + " " + place));
  }

  /** Writes a file on an engine's machine, and returns its path. */
  private static String write(String target, byte[] bytes) throws IOException {
    Path path = Path.of(target).toAbsolutePath().normalize();
    Files.write(path, bytes);
    return path.toString();
  }
}
