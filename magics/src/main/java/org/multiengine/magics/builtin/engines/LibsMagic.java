package org.multiengine.magics.builtin.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Timing;
import org.multiengine.core.code.Libraries;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineIds;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the libraries that have been added to engines. Engines with the same ones share a line. */
@Command(
    name = "libs",
    description = "Lists the libraries that have been added to engines while they run.",
    footer = {"", "Example:", "  %%libs"})
public final class LibsMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    DirectView view = on.view(shell);
    PendingResult<List<List<String>>> pending =
        view.applyAsync(engine -> new ArrayList<>(Libraries.shared().names()));
    List<List<String>> names = shell.await(pending);
    List<Integer> ids =
        pending.timings().stream().map(Timing::engine).map(EngineId::value).toList();
    Map<List<String>, List<Integer>> engines = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      engines.computeIfAbsent(names.get(i), key -> new ArrayList<>()).add(ids.get(i));
    }
    engines.forEach(
        (libraries, owners) ->
            shell
                .out()
                .println(
                    shell.styled(Shell.Style.ENGINE, EngineIds.inShort(owners))
                        + " "
                        + (libraries.isEmpty() ? "no libraries" : String.join(", ", libraries))));
  }
}
