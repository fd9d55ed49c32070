package org.multiengine.client.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that holds the engines of one slot. It ends when its standard input ends, and so
 * also when this JVM is killed. Its output goes to a file or to the log, and its last lines are
 * kept for the report of its end.
 */
public final class EngineProcess implements ProcessCredentials.Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);
  private static final int MAX_LAST_LINES = 20;
  private static final String LAST_LINES = "\n    its last lines: ";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int SIGNAL_BASE = 128;
  private static final int ABORT_SIGNAL = 6;
  private static final int OUT_OF_MEMORY_STATUS = 3;

  /** The error that a JVM prints when it ends with that status. A script may exit with it, too. */
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";

  private final String slot;
  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final ReentrantLock input = new ReentrantLock();
  private final Thread reader;
  private final CompletableFuture<LocalTime> ended;
  private @Nullable RolledFile file;

  private EngineProcess(String slot, Process process, @Nullable RolledFile file) {
    this.slot = slot;
    this.process = process;
    this.file = file;
    this.reader = new Thread(() -> drain(process.getInputStream()), "output-of-slot-" + slot);
    reader.setDaemon(true);
    reader.start();
    this.ended = process.onExit().thenApply(exited -> LocalTime.now(ZoneId.systemDefault()));
  }

  static EngineProcess start(String slot, List<String> command, @Nullable RolledFile file)
      throws IOException {
    return new EngineProcess(
        slot, new ProcessBuilder(command).redirectErrorStream(true).start(), file);
  }

  /** Writes to the input of the process; waits until it has read the bytes, or has ended. */
  @Override
  public void send(byte[] bytes) {
    input.lock();
    try {
      process.getOutputStream().write(bytes);
      process.getOutputStream().flush();
    } catch (IOException e) {
      LOG.debug("slot {}: ended before it had read its input", slot, e);
    } finally {
      input.unlock();
    }
  }

  @Override
  public String slot() {
    return slot;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the process as the system shows it; empty if it has ended. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive);
  }

  public long pid() {
    return process.pid();
  }

  private void drain(InputStream output) {
    try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log(line);
        keep(line);
      }
    } catch (IOException e) {
      LOG.debug("slot {}: its output has ended", slot, e);
    } finally {
      closeLog();
    }
  }

  private void log(String line) {
    RolledFile known = file;
    if (known == null) {
      LOG.debug("slot {}: {}", slot, line);
      return;
    }
    try {
      known.write(line);
    } catch (IOException e) {
      LOG.warn("slot {}: its output can no longer be kept in a file", slot, e);
      file = null;
    }
  }

  private void closeLog() {
    try (RolledFile known = file) {
      LOG.debug("slot {}: its output has ended: {}", slot, known);
    } catch (IOException e) {
      LOG.warn("slot {}: the file of its output cannot be closed", slot, e);
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      if (lastLines.size() == MAX_LAST_LINES) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }

  /** Runs an action when the process has ended. */
  public void onExit(Runnable action) {
    var unused = ended.thenRun(action);
  }

  /** Returns how the process ended, when, and its last lines. */
  String describeExit() {
    return describeExit("");
  }

  /** Returns how the process ended, when, a remark, and its last lines. */
  public String describeExit(String remark) {
    awaitOutput();
    synchronized (lastLines) {
      boolean memory = lastLines.stream().anyMatch(line -> line.contains(OUT_OF_MEMORY));
      String how = describe(process.exitValue(), memory, TIME.format(ended.join()));
      String lines = lastLines.isEmpty() ? "" : LAST_LINES + String.join("\n    ", lastLines);
      return "process "
          + process.pid()
          + " "
          + how
          + (remark.isEmpty() ? "" : "; " + remark)
          + lines;
    }
  }

  /**
   * Waits until the last lines have been read from the pipe; not for long, because a grandchild may
   * hold the pipe open.
   */
  private void awaitOutput() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String describe(int status, boolean memory, String time) {
    if (status == OUT_OF_MEMORY_STATUS && memory) {
      return "ran out of memory at " + time + " (exit status 3; give it more, as with -Xmx2g)";
    }
    if (status == SIGNAL_BASE + ABORT_SIGNAL) {
      // A JVM ends this way after a fault in native code or in itself, whatever the signal was.
      return "crashed at " + time + " (signal 6)";
    }
    if (status > SIGNAL_BASE) {
      return "was killed by signal " + (status - SIGNAL_BASE) + " at " + time;
    }
    return "ended with exit status " + status + " at " + time;
  }

  /** Asks the process to end. A process that does not read its input is asked by a signal. */
  public void requestEnd() {
    if (!input.tryLock()) {
      process.destroy();
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("slot {}: its input was closed already", slot, e);
    } finally {
      input.unlock();
    }
  }

  /** Waits for the end of the process, and kills it when the limit has passed. */
  public void awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("process {} of slot {} does not end and is killed", process.pid(), slot);
      process.destroyForcibly().waitFor();
    }
  }
}
