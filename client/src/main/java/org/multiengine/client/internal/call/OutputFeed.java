package org.multiengine.client.internal.call;

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
 * The output of engines on its way to one listener. Pieces are delivered one after the other and in
 * order, on threads of the client. When the listener is too slow, the oldest pieces are dropped,
 * and a note to the listener says how many characters they had.
 *
 * <p>Safe for use by several threads; no method waits for the listener.
 */
public final class OutputFeed {

  /** A listener to what engines print. */
  @FunctionalInterface
  public interface Listener {

    /** Receives a piece that an engine has printed. */
    void printed(EngineId engine, String text, boolean toStderr);
  }

  /** The size of a piece besides its text; without it, tiny pieces could take unbounded memory. */
  static final int PIECE_CHARACTERS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(OutputFeed.class);

  private record Piece(EngineId engine, String text, boolean toStderr) {
    long characters() {
      return PIECE_CHARACTERS + (long) text.length();
    }
  }

  private final Listener listener;
  private final Executor executor;
  private final long maxCharacters;
  private final ArrayDeque<Piece> waiting = new ArrayDeque<>();

  /** The number of characters dropped, by engine; all of them are older than what waits. */
  private final Map<EngineId, Long> dropped = new LinkedHashMap<>();

  private long characters;
  private boolean delivering;
  private @Nullable Runnable afterwards;
  private volatile @Nullable Thread deliverer;

  OutputFeed(Listener listener, Executor executor, long maxCharacters) {
    this.listener = listener;
    this.executor = executor;
    this.maxCharacters = maxCharacters;
  }

  /** Adds a piece to be delivered. */
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
      begins = !delivering;
      delivering = true;
    }
    if (begins) {
      executor.execute(this::deliverAll);
    }
  }

  private Piece poll() {
    Piece oldest = waiting.remove();
    characters -= oldest.characters();
    return oldest;
  }

  /** Runs an action when the listener has received all there is now; at once if it has. */
  void whenDelivered(Runnable action) {
    synchronized (this) {
      if (delivering) {
        afterwards = action;
        return;
      }
    }
    action.run();
  }

  /** Returns whether a thread is calling the listener now. */
  boolean isDeliveredBy(Thread thread) {
    return deliverer == thread;
  }

  private void deliverAll() {
    deliverer = Thread.currentThread();
    for (Piece next = next(); next != null; next = next()) {
      deliver(next);
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
      delivering = false;
      deliverer = null;
      end = afterwards;
      afterwards = null;
    }
    if (end != null) {
      end.run();
    }
    return null;
  }

  /** Returns a note of the characters of one engine that were dropped. */
  private Piece note() {
    var first = dropped.entrySet().iterator();
    Map.Entry<EngineId, Long> ofEngine = first.next();
    first.remove();
    String text = "\n[... output not shown: " + ofEngine.getValue() + " characters]\n";
    return new Piece(ofEngine.getKey(), text, true);
  }

  /** Calls the listener. Whatever it throws is logged, so that the call can end. */
  @SuppressWarnings("CatchThrowable")
  private void deliver(Piece piece) {
    try {
      listener.printed(piece.engine(), piece.text(), piece.toStderr());
    } catch (Throwable e) {
      LOG.warn("a listener to the output of engine {} has failed", piece.engine(), e);
    }
  }
}
