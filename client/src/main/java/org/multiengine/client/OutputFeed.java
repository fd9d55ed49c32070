package org.multiengine.client;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what engines print, one piece after the other and in order, on threads of the
 * client. What the listener is too slow for is dropped, the oldest first, and the listener is told
 * how much it was.
 *
 * <p>Safe for use by several threads; no method waits for the listener.
 */
final class OutputFeed {

  /** What a piece takes beside its text; else very many small ones would take any room. */
  static final int PIECE_CHARACTERS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(OutputFeed.class);

  private record Piece(EngineId engine, String text, boolean toStderr) {
    long characters() {
      return PIECE_CHARACTERS + (long) text.length();
    }
  }

  private final OutputListener listener;
  private final Executor executor;
  private final long maxCharacters;
  private final ArrayDeque<Piece> waiting = new ArrayDeque<>();

  /** How many characters were dropped, by engine; all of them are older than what waits. */
  private final Map<EngineId, Long> dropped = new LinkedHashMap<>();

  private long characters;
  private boolean telling;
  private @Nullable Runnable afterwards;
  private volatile @Nullable Thread teller;

  OutputFeed(OutputListener listener, Executor executor, long maxCharacters) {
    this.listener = listener;
    this.executor = executor;
    this.maxCharacters = maxCharacters;
  }

  /** Takes a piece that is to be told. */
  void add(EngineId engine, Report.Printed printed) {
    boolean begins;
    synchronized (this) {
      var piece = new Piece(engine, printed.text(), printed.toStderr());
      waiting.add(piece);
      characters += piece.characters();
      while (characters > maxCharacters) {
        Piece oldest = poll();
        dropped.merge(oldest.engine(), (long) oldest.text().length(), Long::sum);
      }
      begins = !telling;
      telling = true;
    }
    if (begins) {
      executor.execute(this::tellAll);
    }
  }

  private Piece poll() {
    Piece oldest = waiting.remove();
    characters -= oldest.characters();
    return oldest;
  }

  /** Runs an action when the listener has heard all there is now; at once if it has. */
  void whenTold(Runnable action) {
    synchronized (this) {
      if (telling) {
        afterwards = action;
        return;
      }
    }
    action.run();
  }

  /** Returns whether a thread is calling the listener now. */
  boolean isToldBy(Thread thread) {
    return teller == thread;
  }

  private void tellAll() {
    teller = Thread.currentThread();
    for (Piece next = next(); next != null; next = next()) {
      tell(next);
    }
  }

  private @Nullable Piece next() {
    Runnable end;
    synchronized (this) {
      if (!dropped.isEmpty()) {
        return note();
      }
      if (!waiting.isEmpty()) {
        return poll();
      }
      telling = false;
      teller = null;
      end = afterwards;
      afterwards = null;
    }
    if (end != null) {
      end.run();
    }
    return null;
  }

  private Piece note() {
    var first = dropped.entrySet().iterator();
    Map.Entry<EngineId, Long> ofEngine = first.next();
    first.remove();
    String text = "\n[... output not shown: " + ofEngine.getValue() + " characters]\n";
    return new Piece(ofEngine.getKey(), text, true);
  }

  /** Whatever a listener throws, the rest is told and the call ends. */
  @SuppressWarnings("CatchThrowable")
  private void tell(Piece piece) {
    try {
      listener.printed(piece.engine(), piece.text(), piece.toStderr());
    } catch (Throwable e) {
      LOG.warn("a listener to the output of engine {} has failed", piece.engine(), e);
    }
  }
}
