package org.multiengine.core;

import java.util.List;
import org.multiengine.core.display.Table;
import org.multiengine.core.text.Repr;

/**
 * The running and waiting requests of the engines of one call, in the order of its targets. The
 * list is immutable and prints as in IPython (reference, 4.3):
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
 * <p>Each waiting request has a line of its own. {@code Pending} is the running request, or the
 * text {@code None} if the engine is idle.
 */
public final class QueueStatusList extends RenderedList<QueueStatus> {

  private static final String IDLE = "None";

  /** Creates the list of these engines' queues, in this order. */
  public QueueStatusList(List<QueueStatus> engines) {
    super(engines);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("<Queue Status List>\n");
    for (QueueStatus status : this) {
      String pending = status.pending();
      text.append("Engine: ").append(status.engine()).append('\n');
      line(text, "Pending", pending == null ? IDLE : pending);
      status.queue().forEach(waiting -> line(text, "Command", waiting));
    }
    return text.toString();
  }

  @Override
  public Table toTable() {
    return new Table(
        List.of("engine", "pending", "waiting"), stream().map(QueueStatusList::row).toList());
  }

  private static List<String> row(QueueStatus status) {
    String pending = status.pending();
    return List.of(
        status.engine().toString(),
        pending == null ? IDLE : pending,
        String.join("\n", status.queue()));
  }

  private static void line(StringBuilder text, String word, String request) {
    text.append("    ").append(word).append(": ").append(Repr.of(request)).append('\n');
  }
}
