package org.multiengine.magics.builtin.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineIds;

/**
 * The dialogue of {@code %debug}. Each line is a command, or code to evaluate on the engine that
 * failed.
 */
final class Debugger {

  private static final Pattern FRAME = Pattern.compile("(?m)^In \\[(\\d+)][^\\n]*\\n----> (\\d+)");
  private static final int LINES_AROUND = 5;
  private static final String HELP =
      """
      n, next        the next failure        p EXPR         evaluate on this engine
      b, back        the one before          l, list        the lines of the script
      N              failure number N        w, where, bt   the traceback
      engine ID      that of an engine       a, all         all failures
      h, help, ?     this                    q, quit        leave
      Anything else is evaluated on this engine, too.\
      """;

  private final Shell shell;
  private final List<CompositeError.Entry> entries;
  private int index;

  Debugger(Shell shell, List<CompositeError.Entry> entries) {
    this.shell = shell;
    this.entries = entries;
  }

  void run() throws InterruptedException {
    showEntry();
    for (String line = ask(); line != null && !isQuit(line); line = ask()) {
      try {
        obey(line);
      } catch (KernelError | IllegalArgumentException error) {
        shell.show(error);
      }
    }
  }

  private @Nullable String ask() {
    String line = shell.ask("debug [" + entry().engine() + "]> ");
    return line == null ? null : line.strip();
  }

  private static boolean isQuit(String line) {
    return List.of("q", "quit", "exit").contains(line);
  }

  private CompositeError.Entry entry() {
    return entries.get(index);
  }

  private void obey(String line) throws InterruptedException {
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "" -> {}
      case "h", "help", "?" -> shell.out().println(HELP);
      case "n", "next" -> go(index + 1);
      case "b", "back" -> go(index - 1);
      case "a", "all" -> showAll();
      case "engine" -> goToEngine(rest);
      case "w", "where", "bt" -> shell.out().println(shell.withLocalLines(traceback()));
      case "l", "list" -> list();
      case "p" -> evaluate(rest);
      default -> {
        if (line.matches("-?\\d{1,9}")) {
          go(Integer.parseInt(line) - 1);
        } else {
          evaluate(line);
        }
      }
    }
  }

  private void go(int to) {
    if (to < 0 || to >= entries.size()) {
      throw new IndexError("no such failure; the failures are 1 to " + entries.size());
    }
    index = to;
    showEntry();
  }

  private void goToEngine(String id) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).engine().toString().equals(id)) {
        go(i);
        return;
      }
    }
    List<Integer> failed = entries.stream().map(each -> each.engine().value()).toList();
    throw new IndexError(
        "nothing failed on engine " + id + "; engines that failed: " + EngineIds.inShort(failed));
  }

  private void showEntry() {
    String place = "failure " + (index + 1) + " of " + entries.size();
    shell.out().println(shell.styled(Shell.Style.HEADING, place) + " " + entry());
  }

  private void showAll() {
    for (int i = 0; i < entries.size(); i++) {
      shell.out().println((i == index ? "> " : "  ") + (i + 1) + " " + entries.get(i));
    }
  }

  private String traceback() {
    String text = entry().error() instanceof RemoteError remote ? remote.traceback() : "";
    return text.isEmpty() ? "No traceback available: " + entry() : text;
  }

  private DirectView engine() {
    return shell.view(entry().engine().toString());
  }

  private void evaluate(String expression) throws InterruptedException {
    if (expression.isBlank()) {
      throw new IllegalArgumentException("p takes an expression, as in p a + 1");
    }
    try {
      shell.await(engine().executeAsync(expression)).forEach(this::show);
    } catch (CompositeError error) {
      shell.out().println(shell.styled(Shell.Style.ERROR, error.entries().get(0).toString()));
    }
  }

  private void show(CommandRecord record) {
    shell.out().print(record.stdout() + record.stderr());
    if (record.display() != null) {
      shell.out().println(record.display());
    }
  }

  /**
   * Shows the lines around the one that failed: of an input of this prompt if a function of it
   * failed, and otherwise of the script that the engine's history holds under the number in the
   * traceback.
   */
  private void list() throws InterruptedException {
    Place here = place(traceback());
    Place typed = place(shell.withLocalLines(traceback()));
    if (typed.frames() > here.frames()) {
      List<String> inputs = shell.inputs();
      if (typed.command() <= inputs.size()) {
        showLines("In [" + typed.command() + "]", inputs.get(typed.command() - 1), typed.line());
        return;
      }
    }
    if (here.command() == 0) {
      shell.out().println("The traceback names no script; w shows the traceback.");
      return;
    }
    ResultList records = shell.await(engine().getResultAsync(here.command()));
    String title = "In [" + here.command() + "] on engine " + entry().engine();
    showLines(title, records.get(0).input(), here.line());
  }

  /**
   * The innermost frame of a traceback that is an input.
   *
   * @param command the number of the input, or 0 if there is none
   * @param line the line
   * @param frames the number of frames that are inputs
   */
  private record Place(int command, int line, int frames) {}

  private static Place place(String traceback) {
    Matcher frame = FRAME.matcher(traceback);
    var place = new Place(0, 0, 0);
    while (frame.find()) {
      int command = Integer.parseInt(frame.group(1));
      place = new Place(command, Integer.parseInt(frame.group(2)), place.frames() + 1);
    }
    return place;
  }

  private void showLines(String title, String script, int line) {
    List<String> lines = script.lines().toList();
    shell.out().println(title);
    int first = Math.max(1, line - LINES_AROUND);
    int last = Math.min(lines.size(), line + LINES_AROUND);
    for (int number = first; number <= last; number++) {
      String mark = number == line ? "----> " : "      ";
      shell.out().println(mark + number + " " + lines.get(number - 1));
    }
  }
}
