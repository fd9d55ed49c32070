package org.multiengine.core;

import java.util.AbstractList;
import java.util.List;
import org.multiengine.core.text.Repr;

/**
 * What runs and waits on the engines of one call, in the order of its targets. An immutable list
 * that prints as IPython has it (reference, 4.3):
 *
 * <pre>
 * &lt;Queue Status List&gt;
 * Engine: 0
 *     Pending: "execute('sleep 1000')"
 *     Command: 'keys()'
 * Engine: 1
 *     Pending: 'None'
 * </pre>
 *
 * <p>Each request that waits has a line of its own; an idle engine's {@code Pending} is the text
 * {@code None}.
 */
public final class QueueStatusList extends AbstractList<QueueStatus> {

  private static final String IDLE = "None";

  private final List<QueueStatus> engines;

  /** Makes the list of the states of these engines, in this order. */
  public QueueStatusList(List<QueueStatus> engines) {
    this.engines = List.copyOf(engines);
  }

  @Override
  public QueueStatus get(int index) {
    return engines.get(index);
  }

  @Override
  public int size() {
    return engines.size();
  }

  /** Returns the text form. */
  @Override
  public String toString() {
    var text = new StringBuilder("<Queue Status List>\n");
    for (QueueStatus status : engines) {
      String pending = status.pending();
      text.append("Engine: ").append(status.engine()).append('\n');
      line(text, "Pending", pending == null ? IDLE : pending);
      status.queue().forEach(waiting -> line(text, "Command", waiting));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String word, String request) {
    text.append("    ").append(word).append(": ").append(Repr.of(request)).append('\n');
  }
}
