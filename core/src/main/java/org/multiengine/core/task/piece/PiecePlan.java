package org.multiengine.core.task.piece;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The division of a map of known length: equal shares for the engines first, then cuts. If no piece
 * is left while an engine is idle, the running piece with the longest expected rest is asked to
 * stop before its middle. The engine decides where it stops, so that no element runs twice. A map
 * of even elements therefore has one piece an engine, and an uneven one is finished together.
 *
 * <p>A share is smaller if its elements are expected to run longer than a limit, or hold more
 * bytes. Times are nanoseconds of a clock that only goes forward. Used by one thread at a time.
 */
public final class PiecePlan {

  /** A piece that runs, or waits for an engine. */
  private static final class Open {
    private boolean hasBegun;
    private long begun;
    private int done;
    private boolean isBeingCut;

    /** The index behind the last element that it runs; less than planned if it was cut. */
    private int to;

    Open(Piece piece) {
      to = piece.to();
    }
  }

  private final PieceSettings settings;
  private final int share;
  private final Deque<Piece> rest = new ArrayDeque<>();
  private final Map<Piece, Open> open = new LinkedHashMap<>();
  private final ElementTime time = new ElementTime();
  private int done;
  private int pieces;

  /**
   * Creates the plan of a map.
   *
   * @param elements the number of elements
   * @param bytes how many bytes the elements hold together, as far as is known
   * @param engines the number of engines that may take part
   */
  public PiecePlan(int elements, long bytes, int engines, PieceSettings settings) {
    this.settings = settings;
    int equal = Math.max(1, ceilDiv(elements, Math.max(1, engines)));
    double bytesEach = elements == 0 ? 0 : (double) bytes / elements;
    double mostByBytes = bytesEach <= 0 ? equal : settings.maxBytes() / bytesEach;
    this.share = (int) Math.max(1, Math.min(equal, mostByBytes));
    if (elements > 0) {
      rest.add(new Piece(0, elements));
    }
  }

  private static int ceilDiv(int elements, int parts) {
    return (int) (((long) elements + parts - 1) / parts);
  }

  /** Returns the next piece to submit; null if all elements are in pieces. */
  public @Nullable Piece next() {
    Piece first = rest.poll();
    if (first == null) {
      return null;
    }
    int most = Math.min(share, time.elementsIn(settings.largest().toNanos(), share));
    Piece piece = first;
    if (first.size() > most) {
      piece = new Piece(first.from(), first.from() + most);
      rest.addFirst(new Piece(piece.to(), first.to()));
    }
    open.put(piece, new Open(piece));
    pieces++;
    return piece;
  }

  /** Handles that a piece has begun to run. */
  public void begun(Piece piece, long now) {
    Open of = open.get(piece);
    if (of != null) {
      of.hasBegun = true;
      of.begun = now;
    }
  }

  /** Handles the report of a running piece on how many of its elements have ended. */
  public void progress(Piece piece, int elementsDone) {
    Open of = open.get(piece);
    if (of != null) {
      of.done = Math.max(of.done, elementsDone);
    }
  }

  /**
   * Handles the end of a piece, whether it succeeded or not.
   *
   * @param stoppedAt the index of the first element that did not run; the end of the piece if all
   *     did
   * @param runNanos how long the piece ran
   */
  public void ended(Piece piece, int stoppedAt, long runNanos) {
    Open of = open.remove(piece);
    if (of != null) {
      int processed = stoppedAt - piece.from();
      done += processed;
      time.add(processed, runNanos);
      giveBack(stoppedAt, of.to);
    }
  }

  private void giveBack(int from, int to) {
    if (from < to) {
      rest.addFirst(new Piece(from, to));
    }
  }

  /**
   * Returns the running piece to cut, if no piece is left and it is worth while; null otherwise.
   * The engine decides where the piece stops, by {@link Piece#cutPoint}, and its answer goes to
   * {@link #stopsBefore}. A piece is cut again only after that.
   */
  public @Nullable Piece cut(long now) {
    if (!rest.isEmpty() || open.values().stream().anyMatch(of -> !of.hasBegun)) {
      return null;
    }
    Piece best = null;
    double longest = settings.cutAbove().toNanos();
    for (Map.Entry<Piece, Open> next : open.entrySet()) {
      double left = expectedRest(next.getKey(), next.getValue(), now);
      if (!next.getValue().isBeingCut && left > longest) {
        longest = left;
        best = next.getKey();
      }
    }
    Open cut = best == null ? null : open.get(best);
    if (cut != null) {
      cut.isBeingCut = true;
    }
    return best;
  }

  /**
   * Handles the answer of an engine to a cut. The other elements can be submitted at once, while
   * the piece still runs.
   *
   * @param before the index of the element before which the piece will stop; its end if too few
   *     elements were left
   */
  public void stopsBefore(Piece piece, int before) {
    Open of = open.get(piece);
    if (of != null) {
      of.isBeingCut = false;
      giveBack(before, of.to);
      of.to = Math.min(of.to, before);
    }
  }

  /** Returns the expected time of the elements of a piece that have not begun. */
  private double expectedRest(Piece piece, Open of, long now) {
    int size = of.to - piece.from();
    double elapsed = now - of.begun;
    if (of.done > 0) {
      return Math.max(0, size - of.done - 1) * elapsed / of.done;
    }
    double mean = time.mean();
    boolean isSlower = mean <= 0 || elapsed > mean * size;
    double processed = isSlower ? 0 : Math.floor(elapsed / mean);
    return Math.max(0, size - processed - 1) * (isSlower ? elapsed : mean);
  }

  /** Returns whether all elements have run. */
  public boolean isDone() {
    return rest.isEmpty() && open.isEmpty();
  }

  /** Returns the number of elements that have run. */
  public int elementsDone() {
    return done + open.values().stream().mapToInt(of -> of.done).sum();
  }

  /** Returns the number of pieces so far. */
  public int pieces() {
    return pieces;
  }
}
