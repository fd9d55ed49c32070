package org.multiengine.actors.internal.node.task;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.mark.BeginMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which an engine process marks the tasks that it begins, for its host. */
public final class TaskMarks {

  private static final Logger LOG = LoggerFactory.getLogger(TaskMarks.class);

  /**
   * The number of marks for each task that clients may have here. Some of a client's earlier tasks
   * have begun before its share was reduced, and their answers are on their way.
   */
  private static final int MARKS_PER_TASK = 2;

  private TaskMarks() {}

  /**
   * Creates the file of this process.
   *
   * @param socket the socket at which its host reaches this process; empty if it has none
   * @param engines the number of engines
   * @param maxAhead the number of tasks that an engine may have in addition to the running one
   * @return null if there is no file, so that the host does not know what had begun
   */
  public static @Nullable BeginMarks create(String socket, int engines, int maxAhead) {
    if (socket.isEmpty()) {
      return null;
    }
    Path file = BeginMarks.beside(Path.of(socket));
    try {
      return BeginMarks.create(file, MARKS_PER_TASK * Math.max(1, engines) * (1 + maxAhead));
    } catch (IOException | RuntimeException e) {
      LOG.warn("the tasks of this process count as begun if it dies, because {} fails", file, e);
      return null;
    }
  }
}
