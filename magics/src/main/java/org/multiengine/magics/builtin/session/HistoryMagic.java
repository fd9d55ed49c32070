package org.multiengine.magics.builtin.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Wildcard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the inputs of this session. */
@Command(
    name = "history",
    description = "Shows the inputs of this session, or with -g those of all sessions.",
    footer = {"", "Example:", "  %%history -n 1-3 5"})
public final class HistoryMagic implements Magic {

  @Option(names = "-n", description = "Shows the numbers of the inputs.")
  private boolean numbers;

  @Option(
      names = "-g",
      paramLabel = "PATTERN",
      description =
          "Shows only inputs that contain the pattern, in which * is any text; without ranges, also"
              + " those of earlier sessions.")
  private @Nullable String pattern;

  @Option(names = "-l", paramLabel = "N", description = "Shows only the last N inputs.")
  private @Nullable Integer last;

  @Parameters(
      arity = "0..*",
      paramLabel = "RANGE",
      description = "The inputs to show, for example 3, 1-3 or 5-; by default, all.")
  private List<String> ranges = new ArrayList<>();

  @Override
  public void run(Shell shell, Input input) {
    if (last != null && last < 0) {
      throw new IllegalArgumentException("-l must be 0 or more");
    }
    List<Inputs.Numbered> shown =
        Inputs.of(shell, ranges).stream()
            .filter(each -> pattern == null || Wildcard.isWithin(each.text(), pattern))
            .toList();
    String wanted = pattern;
    if (wanted != null && ranges.isEmpty() && last == null) {
      Set<String> here = new HashSet<>(shell.inputs());
      shell.earlierInputs().stream()
          .filter(each -> !here.contains(each) && Wildcard.isWithin(each, wanted))
          .distinct()
          .forEach(shell.out()::println);
    }
    int skipped = last == null ? 0 : Math.max(0, shown.size() - last);
    for (Inputs.Numbered each : shown.subList(skipped, shown.size())) {
      shell.out().println(numbers ? numbered(each) : each.text());
    }
  }

  private static String numbered(Inputs.Numbered input) {
    String label = input.number() + ": ";
    return label + input.text().replace("\n", "\n" + " ".repeat(label.length()));
  }
}
