package org.multiengine.client.internal.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;

/**
 * The progress of a call: the engines or elements that have ended, the bytes that have moved, and
 * the engines it waits for. Safe for use by several threads.
 */
public final class CallProgress {

  private static final int MAX_FAILURE_CHARACTERS = 200;

  private final int elements;

  /** The elements each engine has reported as done; stays empty unless the call is a map. */
  private final Map<EngineId, Integer> elementsDone;

  private volatile Count engines = Count.NONE;
  private volatile Count transferred = Count.NONE;
  private volatile Supplier<List<EngineId>> waitingFor = List::of;

  private final Map<EngineId, String> failures = Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * Creates the progress of a call that has not begun.
   *
   * @param elements how many elements a map has; 0 for another call
   */
  CallProgress(int elements) {
    this.elements = elements;
    this.elementsDone = elements > 0 ? new ConcurrentHashMap<>() : Map.of();
  }

  void setEngines(Count ended) {
    engines = ended;
  }

  void setTransferred(Count bytes) {
    transferred = bytes;
  }

  void setWaitingFor(Supplier<List<EngineId>> engines) {
    waitingFor = engines;
  }

  /** Adds the failure of an engine. Only the beginning of its text is kept, which is short. */
  void addFailure(EngineId engine, Failure failure) {
    String text = failure.errorMessage().lines().findFirst().orElse("");
    String shown = text.substring(0, Math.min(text.length(), MAX_FAILURE_CHARACTERS));
    failures.put(engine, failure.errorName() + (shown.isEmpty() ? "" : ": " + shown));
  }

  /** Returns the failures so far: engines, and the first line of each error. */
  public Map<EngineId, String> failures() {
    synchronized (failures) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
  }

  /** Sets how many elements an engine has reported as done. */
  void setElements(EngineId engine, int done) {
    if (countsElements() && done > 0) {
      elementsDone.put(engine, done);
    }
  }

  /** Returns whether elements are counted, as of a map, rather than engines. */
  public boolean countsElements() {
    return elements > 0;
  }

  /**
   * Returns the count of ended elements of a map, or of ended engines of another call.
   *
   * @param done whether the call has ended; all elements of a map count then
   */
  public Count ended(boolean done) {
    if (!countsElements()) {
      return engines;
    }
    int sum = elementsDone.values().stream().mapToInt(Integer::intValue).sum();
    return new Count(done ? elements : sum, elements);
  }

  /** Returns the count of bytes of large values that have moved. */
  public Count transferred() {
    return transferred;
  }

  /** Returns the engines that have not ended, in the order of the targets. */
  public List<EngineId> waitingFor() {
    return waitingFor.get();
  }
}
