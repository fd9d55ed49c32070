package org.multiengine.magics.builtin.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.TargetsOption;
import org.multiengine.magics.script.ScriptValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies local values to the engines. Functions are sent as functions. */
@Command(
    name = "push",
    description = "Copies local values and functions to the engines.",
    footer = {"", "Example:", "  %%push a b -t 0,2"})
public final class PushMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "The name on the engines, if only one name is pushed.")
  private @Nullable String there;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The local names.")
  private List<String> names = new ArrayList<>();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> functions = new LinkedHashMap<>();
    for (String name : names) {
      Object value = LocalValues.of(shell, name);
      boolean function = ScriptValues.isFunction(value);
      (function ? functions : values).put(Renaming.name(name, names, there), value);
    }
    DirectView view = on.view(shell);
    if (!values.isEmpty()) {
      shell.await(view.pushAsync(values));
    }
    if (!functions.isEmpty()) {
      shell.await(view.pushFunctionsAsync(functions));
    }
  }
}
