package org.multiengine.magics.command;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.EngineId;
import org.multiengine.core.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes engines from a running cluster. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes engines from a running cluster for good, whatever they are doing.",
      "A process ends with its last engine."
    },
    footer = {"", "Example:", "  multiengine engine remove 2 3"})
final class RemoveEngines implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "The engines, as 2 3 or 2,3, or as in Python, 2: or ::2.")
  private List<String> targets = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<Targets> named = targets.stream().map(Targets::parse).toList();
    try (MultiEngineClient client = cluster.connect()) {
      var known =
          client.ids().stream().map(EngineId::new).collect(Collectors.toCollection(TreeSet::new));
      int[] ids =
          named.stream()
              .flatMap(some -> some.resolve(known).stream())
              .mapToInt(EngineId::value)
              .distinct()
              .toArray();
      client.engines(ids).kill();
      List<Integer> removed = Arrays.stream(ids).boxed().toList();
      String are = ids.length == 1 ? " is" : " are";
      spec.commandLine().getOut().println(Engines.named(removed) + are + " removed.");
    }
    return 0;
  }
}
