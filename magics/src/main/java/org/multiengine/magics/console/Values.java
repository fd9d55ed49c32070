package org.multiengine.magics.console;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.ResultList;
import org.multiengine.core.display.Displayers;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.magics.console.screen.Screen;

/** The texts of values as the prompt shows them. */
final class Values {

  private final Screen screen;
  private final Namespace namespace;
  private final Waiting waiting;

  Values(Screen screen, Namespace namespace, Waiting waiting) {
    this.screen = screen;
    this.namespace = namespace;
    this.waiting = waiting;
  }

  /** Returns the forms of a value; the plain one is that of {@link #text}. */
  MimeBundle bundle(@Nullable Object value) {
    Object shown =
        value instanceof ResultList results && waiting.takeShownLive(value)
            ? withoutOutput(results)
            : value;
    MimeBundle rich = Displayers.rich(shown);
    String text = text(shown);
    return rich == null ? MimeBundle.plain(text) : rich.with(MimeBundle.PLAIN, text);
  }

  String text(@Nullable Object value) {
    if (value instanceof ResultList results) {
      ResultList shown = waiting.takeShownLive(value) ? withoutOutput(results) : results;
      return screen.hasColoredValues() ? shown.toColoredString() : shown.toString();
    }
    if (value instanceof QueueStatusList || value instanceof EngineInfoList) {
      return value.toString();
    }
    return namespace.display(value);
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
