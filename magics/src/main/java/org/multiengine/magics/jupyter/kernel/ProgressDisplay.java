package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.multiengine.magics.console.screen.StatusLine;
import org.multiengine.magics.jupyter.wire.Message;

/**
 * The progress bar of a cell: one display, which is updated in place a few times a second and
 * emptied at the end of a wait. Safe for use by several threads.
 */
final class ProgressDisplay {

  private static final Duration UPDATE_INTERVAL = Duration.ofMillis(200);
  private static final double PERCENT = 100;

  private final Publisher publisher;
  private StatusLine shown = new StatusLine(0, 0, "");
  private String id = "";
  private long lastUpdate;

  ProgressDisplay(Publisher publisher) {
    this.publisher = publisher;
  }

  /** Shows a line in place of the one before. An empty line ends the display. */
  synchronized void show(StatusLine line) {
    boolean ends = line.text().isEmpty();
    if (id.isEmpty()) {
      if (!ends) {
        id = UUID.randomUUID().toString();
        remember(line);
        publisher.display(data(line), id);
      }
      return;
    }
    if (ends) {
      publisher.update(data(line), id);
      id = "";
      return;
    }
    boolean due = System.nanoTime() - lastUpdate >= UPDATE_INTERVAL.toNanos();
    if (due && !line.equals(shown)) {
      remember(line);
      publisher.update(data(line), id);
    }
  }

  private void remember(StatusLine line) {
    shown = line;
    lastUpdate = System.nanoTime();
  }

  private static ObjectNode data(StatusLine line) {
    return Message.object().put("text/html", html(line)).put("text/plain", line.withBar());
  }

  private static String html(StatusLine line) {
    if (line.text().isEmpty()) {
      return "";
    }
    String bar =
        line.total() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "<progress max=\"100\" value=\"%.0f\" style=\"width: 20em\"></progress> ",
                line.share() * PERCENT);
    return "<div>" + bar + escaped(line.text()) + "</div>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
