package org.multiengine.magics.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.client.OutputListener;
import org.multiengine.core.identity.EngineId;

/**
 * Makes whole lines of what engines print while they print it, so that lines of several engines do
 * not run into each other. Safe for use by several threads.
 */
public final class LineOutput implements OutputListener {

  /** Takes the lines. */
  @FunctionalInterface
  public interface Sink {

    /** Takes a line, without its end. */
    void line(EngineId engine, String text, boolean toStderr);
  }

  /** A line longer than this is cut into several. */
  static final int MAX_LINE = 100_000;

  private record Source(EngineId engine, boolean stderr) {}

  private final Sink sink;
  private final Map<Source, StringBuilder> begun = new HashMap<>();

  /** Gives the lines to a sink. */
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
    if (line.length() > MAX_LINE) {
      show(source, line.toString());
      line.setLength(0);
    }
  }

  private void show(Source source, String line) {
    sink.line(source.engine(), line, source.stderr());
  }

  /** Gives the lines that have been begun and not ended. */
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
