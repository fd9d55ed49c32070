package org.multiengine.core.task.inbox;

/**
 * The bound on direct calls that an engine runs in a row while a task waits. Direct calls go first;
 * after a number of them, or a time, one task passes. Used by one thread at a time, one object for
 * each engine.
 */
public final class BurstBound {

  private final int maxRequests;
  private final long maxNanos;
  private int requests;
  private long since;

  /** Creates a bound without direct calls. */
  public BurstBound(InboxSettings settings) {
    this.maxRequests = settings.directRequests();
    this.maxNanos = settings.directTime().toNanos();
  }

  /** Handles that the engine begins a direct call. */
  public void directBegins(long now) {
    if (requests == 0) {
      since = now;
    }
    requests++;
  }

  /** Handles that the engine begins a task, or has had nothing to run. */
  public void reset() {
    requests = 0;
  }

  /**
   * Returns whether the engine takes a task next.
   *
   * @param isDirectWaiting whether a direct call waits
   */
  public boolean isTaskNext(boolean isDirectWaiting, long now) {
    return !isDirectWaiting
        || requests >= maxRequests
        || (requests > 0 && now - since - maxNanos >= 0);
  }
}
