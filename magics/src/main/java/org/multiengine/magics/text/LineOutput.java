package org.multiengine.magics.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.client.OutputListener;
import org.multiengine.core.identity.EngineId;

/**
 * Joins the output of engines into complete lines, so that the lines of several engines do not mix.
 * Safe for use by several threads.
 */
public final class LineOutput implements OutputListener {

  /** A receiver of lines. */
  @FunctionalInterface
  public interface Sink {

    /** Receives a line, without its line break. */
    void line(EngineId engine, String text, boolean toStderr);
  }

  /** Number of characters after which a line is passed on without its end. */
  static final int MAX_LINE_CHARACTERS = 100_000;

  private record Source(EngineId engine, boolean stderr) {}

  private final Sink sink;
  private final Map<Source, StringBuilder> begun = new HashMap<>();

  /** Creates an output that passes lines to a sink. */
  public LineOutput(Sink sink) {
    this.sink = sink;
  }

  @Override
  public synchronized void printed(EngineId engine, String text, boolean toStderr) {
    var source = new Source(engine, toStderr);
    StringBuilder line = begun.computeIfAbsent(source, absent -> new StringBuilder());
    line.append(text);
    int start = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", start)) {
      show(source, line.substring(start, end));
      start = end + 1;
    }
    line.delete(0, start);
    if (line.length() > MAX_LINE_CHARACTERS) {
      show(source, line.toString());
      line.setLength(0);
    }
  }

  private void show(Source source, String line) {
    sink.line(source.engine(), line, source.stderr());
  }

  /** Passes on the lines that have begun and not ended. */
  public synchronized void finish() {
    List<Source> inOrder =
        begun.keySet().stream()
            .sorted(Comparator.comparing(Source::engine).thenComparing(Source::stderr))
            .toList();
    for (Source source : inOrder) {
      StringBuilder line = begun.remove(source);
      if (line != null && !line.isEmpty()) {
        show(source, line.toString());
      }
    }
  }
}
