package org.multiengine.magics.console;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.ResultList;
import org.multiengine.core.display.Displayers;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.text.ResultText;

/** The texts of values as the prompt shows them. */
final class Values {

  private final Screen screen;
  private final Namespace namespace;
  private final Waiting waiting;
  private final Supplier<ResultText> results;

  /**
   * Creates the texts for a screen.
   *
   * @param results returns the form of results, which settings may change
   */
  Values(Screen screen, Namespace namespace, Waiting waiting, Supplier<ResultText> results) {
    this.screen = screen;
    this.namespace = namespace;
    this.waiting = waiting;
    this.results = results;
  }

  /**
   * Returns the forms of a value; the plain one is that of {@link #text}.
   *
   * @param label the text before the plain form on its first line
   */
  MimeBundle bundle(@Nullable Object value, String label) {
    Object shown =
        value instanceof ResultList list && waiting.takeShownLive(value)
            ? withoutOutput(list)
            : value;
    MimeBundle rich = Displayers.rich(shown);
    String text = text(shown, label);
    return rich == null ? MimeBundle.plain(text) : rich.with(MimeBundle.PLAIN, text);
  }

  /**
   * Returns the text of a value.
   *
   * @param label the text before it on its first line
   */
  private String text(@Nullable Object value, String label) {
    if (value instanceof ResultList list) {
      return results.get().of(list);
    }
    if (value instanceof QueueStatusList || value instanceof EngineInfoList) {
      return value.toString();
    }
    return namespace.display(value, screen.columns() - label.length());
  }

  /** Shows what an engine has displayed, but for what the text of the record shows already. */
  void display(CommandRecord record) {
    for (MimeBundle each : record.displays()) {
      if (screen.showsPages() || !isShown(record, each)) {
        screen.out().println(screen.ofEngine(record.id(), "[" + record.id() + "] display:"));
        screen.display(each);
      }
    }
  }

  private static boolean isShown(CommandRecord record, MimeBundle each) {
    return each.binaries().isEmpty() && each.plainText().equals(record.display());
  }

  /** Returns results whose output, which has just been shown live, is replaced by a remark. */
  private static ResultList withoutOutput(ResultList results) {
    return new ResultList(results.stream().map(Values::withoutOutput).toList());
  }

  private static CommandRecord withoutOutput(CommandRecord record) {
    return new CommandRecord(
        record.id(),
        record.number(),
        record.input(),
        shownAbove(record.stdout(), record.number()),
        shownAbove(record.stderr(), record.number()),
        record.display(),
        record.traceback(),
        record.started(),
        record.ended(),
        record.displays());
  }

  private static String shownAbove(String output, int number) {
    long lines = output.lines().count();
    return lines == 0
        ? ""
        : "("
            + lines
            + (lines == 1 ? " line" : " lines")
            + ", shown above; %result "
            + number
            + " shows all)\n";
  }
}
