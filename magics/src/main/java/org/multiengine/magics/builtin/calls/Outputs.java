package org.multiengine.magics.builtin.calls;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.magics.PxSettings.GroupOutputs;
import org.multiengine.magics.Shell;

/** Shows the outputs of engines in a grouping. */
final class Outputs {

  private Outputs() {}

  /** Shows results in a grouping. Grouped by engine, the list of results itself is shown. */
  static void show(Shell shell, ResultList results, GroupOutputs grouping) {
    switch (grouping) {
      case ENGINE -> shell.show(results);
      case TYPE -> byType(shell, results);
      case ORDER -> byOrder(shell, results);
    }
  }

  private static void byType(Shell shell, ResultList results) {
    for (CommandRecord record : results) {
      print(shell, "stdout", record, lines(record.stdout()));
    }
    for (CommandRecord record : results) {
      print(shell, "stderr", record, lines(record.stderr()));
    }
    results.forEach(record -> printValue(shell, record));
  }

  private static void byOrder(Shell shell, ResultList results) {
    interleave(shell, results, "stdout", CommandRecord::stdout);
    interleave(shell, results, "stderr", CommandRecord::stderr);
    results.forEach(record -> printValue(shell, record));
  }

  /** Prints the first line of each engine, then the second line of each, and so on. */
  private static void interleave(
      Shell shell, ResultList results, String kind, Function<CommandRecord, String> text) {
    List<List<String>> all = new ArrayList<>();
    results.forEach(record -> all.add(lines(text.apply(record))));
    int most = all.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < most; line++) {
      for (int i = 0; i < all.size(); i++) {
        if (line < all.get(i).size()) {
          print(shell, kind, results.get(i), List.of(all.get(i).get(line)));
        }
      }
    }
  }

  private static void print(Shell shell, String kind, CommandRecord record, List<String> lines) {
    PrintWriter out = shell.out();
    String label = shell.styled(Shell.Style.ENGINE, "[" + kind + ":" + record.id() + "]");
    lines.forEach(line -> out.println(label + " " + line));
  }

  private static void printValue(Shell shell, CommandRecord record) {
    if (record.display() != null) {
      String label = "Out[" + record.id() + ":" + record.number() + "]:";
      shell.out().println(shell.styled(Shell.Style.ENGINE, label) + " " + record.display());
    }
    shell.display(record);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }
}
