package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.multiengine.client.OutputListener;
import org.multiengine.core.EngineId;

/**
 * Shows what engines print while they print it, in whole lines behind the engine's id, so that
 * lines of several engines do not run into each other.
 */
final class LineOutput implements OutputListener {

  private record Source(int engine, boolean stderr) {}

  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<Source, StringBuilder> begun = new java.util.HashMap<>();

  LineOutput(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public synchronized void printed(EngineId engine, String text, boolean toStderr) {
    var source = new Source(engine.value(), toStderr);
    StringBuilder line = begun.computeIfAbsent(source, absent -> new StringBuilder());
    line.append(text);
    int start = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", start)) {
      show(source, line.substring(start, end));
      start = end + 1;
    }
    line.delete(0, start);
  }

  private void show(Source source, String line) {
    (source.stderr() ? err : out).println("[" + source.engine() + "] " + line);
  }

  /** Shows the lines that have been begun and not ended. */
  synchronized void finish() {
    Map<Integer, Source> inOrder = new TreeMap<>();
    begun.forEach(
        (source, line) -> inOrder.put(2 * source.engine() + (source.stderr() ? 1 : 0), source));
    for (Source source : inOrder.values()) {
      StringBuilder line = begun.remove(source);
      if (line != null && !line.isEmpty()) {
        show(source, line.toString());
      }
    }
  }
}
