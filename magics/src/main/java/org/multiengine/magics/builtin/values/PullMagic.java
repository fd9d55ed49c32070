package org.multiengine.magics.builtin.values;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineNames;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies values from the engines to local names. */
@Command(
    name = "pull",
    description =
        "Copies values from the engines: a list with one value per engine, or the value itself if"
            + " -t is the number of one engine.",
    footer = {"", "Example:", "  %%pull a --as x -t 0"})
public final class PullMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "The local name for the value, if only one name is pulled.")
  private @Nullable String here;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The names on the engines.")
  private List<String> names = new ArrayList<>();

  @Override
  public List<String> complete(Shell shell, String line) {
    return EngineNames.of(shell);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String first = Renaming.name(names.get(0), names, here);
    List<List<@Nullable Object>> columns = shell.await(on.view(shell).zipPullAsync(names));
    for (int i = 0; i < names.size(); i++) {
      List<@Nullable Object> values = columns.get(i);
      Object value = on.isOneEngine() ? values.get(0) : values;
      shell.bind(i == 0 ? first : names.get(i), value);
    }
  }
}
