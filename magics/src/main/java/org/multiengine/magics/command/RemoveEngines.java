package org.multiengine.magics.command;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.EngineId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes engines from a running cluster. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes engines from a running cluster for good, even while they run code.",
      "",
      "A process ends with its last engine."
    },
    footer = {
      "",
      "Example:",
      "  multiengine engine remove 2 3",
      "  multiengine engine remove --lost"
    })
final class RemoveEngines implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--lost",
      description =
          "Removes all engines that are lost and have not come back, in place of engines given by"
              + " id.")
  private boolean lost;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description =
          "Engines to remove: ids such as 2 3 or 2,3, or slices as in Python, such as 2: or ::2.")
  private List<String> targets = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (lost != targets.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "give the ids of the engines to remove, or --lost");
    }
    List<Targets> named = targets.stream().map(Targets::parse).toList();
    try (MultiEngineClient client = cluster.connect()) {
      List<Integer> removed = lost ? client.removeLost() : remove(client, named);
      spec.commandLine().getOut().println(describe(removed));
    }
    return 0;
  }

  private static List<Integer> remove(MultiEngineClient client, List<Targets> named) {
    var known =
        client.ids().stream().map(EngineId::new).collect(Collectors.toCollection(TreeSet::new));
    int[] ids =
        named.stream()
            .flatMap(some -> some.resolve(known).stream())
            .mapToInt(EngineId::value)
            .distinct()
            .toArray();
    client.engines(ids).kill();
    return Arrays.stream(ids).boxed().toList();
  }

  private static String describe(List<Integer> removed) {
    if (removed.isEmpty()) {
      return "No engine is lost.";
    }
    return Engines.named(removed) + (removed.size() == 1 ? " is" : " are") + " removed.";
  }
}
