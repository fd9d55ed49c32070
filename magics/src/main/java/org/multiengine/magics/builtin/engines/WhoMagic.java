package org.multiengine.magics.builtin.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Timing;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineIds;
import org.multiengine.magics.builtin.EngineNames;
import org.multiengine.magics.builtin.Wildcard;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the names that are defined on the engines. Engines with the same names share a line. */
@Command(
    name = "who",
    description = "Lists the names that are defined on the engines.",
    footer = {"", "Example:", "  %%who a*"})
public final class WhoMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Shows only names that match the pattern, in which * is any text.")
  private @Nullable String pattern;

  @Override
  public List<String> complete(Shell shell, String line) {
    return EngineNames.of(shell);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    DirectView view = on.view(shell);
    PendingResult<List<List<String>>> pending = view.keysAsync();
    List<List<String>> names = shell.await(pending);
    List<Integer> ids =
        pending.timings().stream().map(Timing::engine).map(EngineId::value).toList();
    Map<List<String>, List<Integer>> engines = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> shown = Wildcard.filter(names.get(i), pattern);
      engines.computeIfAbsent(shown, key -> new ArrayList<>()).add(ids.get(i));
    }
    engines.forEach((shown, on) -> print(shell, on, shown));
  }

  private static void print(Shell shell, List<Integer> engines, List<String> names) {
    String label = shell.styled(Shell.Style.ENGINE, EngineIds.inShort(engines));
    shell.out().println(label + " " + (names.isEmpty() ? "no names" : String.join(", ", names)));
  }
}
