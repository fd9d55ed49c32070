package org.multiengine.client.internal.process;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.multiengine.client.internal.machine.ProcessState;

/**
 * The engine processes of a host that neither end nor make progress, and what is to be reported of
 * them. Safe for use by several threads.
 */
final class StuckProcesses {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /**
   * A process at one time.
   *
   * @param slot its slot
   * @param pid its number
   * @param cpu the processor time that it has used
   * @param state its state
   */
  record Seen(String slot, long pid, Duration cpu, ProcessState state) {}

  private record Watched(long pid, ProcessProgress progress) {}

  private final Duration stuckAfter;
  private final Map<String, Watched> watched = new HashMap<>();

  /** Since when the process of each slot is stuck, as text for people. */
  private final SortedMap<String, String> stuck = new TreeMap<>();

  /** The slots that were reported and are no longer stuck. */
  private final Set<String> resumed = new HashSet<>();

  /**
   * Creates the state of processes that all make progress.
   *
   * @param stuckAfter how long a process may make no progress before it is stuck
   */
  StuckProcesses(Duration stuckAfter) {
    this.stuckAfter = stuckAfter;
  }

  /**
   * Takes the processes that run now; returns what is to be reported: the slots of stuck processes
   * with the reason, and those that are no longer stuck with an empty text.
   *
   * @param nanos the time by a monotonic clock
   * @param time the time of day
   */
  synchronized SortedMap<String, String> check(List<Seen> processes, long nanos, LocalTime time) {
    Set<String> slots = new HashSet<>();
    for (Seen process : processes) {
      slots.add(process.slot());
      Optional<Duration> still = progress(process, nanos).stuckFor(process.cpu(), nanos);
      if (still.isPresent()) {
        resumed.remove(process.slot());
        stuck.putIfAbsent(process.slot(), describe(process, time.minus(still.get())));
      } else {
        resume(process.slot());
      }
    }
    watched.keySet().retainAll(slots);
    // The end of a process is reported with its reason by others.
    stuck.keySet().retainAll(slots);
    resumed.retainAll(slots);
    SortedMap<String, String> report = new TreeMap<>(stuck);
    resumed.forEach(slot -> report.put(slot, ""));
    return report;
  }

  private ProcessProgress progress(Seen process, long nanos) {
    Watched known = watched.get(process.slot());
    if (known == null || known.pid() != process.pid()) {
      known = new Watched(process.pid(), new ProcessProgress(stuckAfter, nanos));
      watched.put(process.slot(), known);
      resume(process.slot());
    }
    return known.progress();
  }

  private void resume(String slot) {
    if (stuck.remove(slot) != null) {
      resumed.add(slot);
    }
  }

  private static String describe(Seen process, LocalTime since) {
    return "its process has made no progress since "
        + TIME.format(since)
        + "; "
        + process.state().words();
  }

  /** Handles that a report has been recorded: what has been resumed is not reported again. */
  synchronized void recorded(Map<String, String> report) {
    resumed.removeIf(slot -> "".equals(report.get(slot)));
  }
}
