package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.piece.Piece;

/**
 * The results and failures of the elements of a map. Used by one thread at a time.
 *
 * @param <R> the results
 */
final class MapResults<R extends @Nullable Object> {

  private static final String METHOD = "map";

  private final TaskOutcomes outcomes;
  private final ClassLoader loader;
  private final @Nullable Object[] results;
  private final BitSet succeeded = new BitSet();

  /** The engine of each piece by its first element, needed if the map fails. */
  private final TreeMap<Integer, EngineId> engines = new TreeMap<>();

  private final TreeMap<Integer, CompositeError.Entry> failures = new TreeMap<>();

  MapResults(TaskOutcomes outcomes, ClassLoader loader, int length) {
    this.outcomes = outcomes;
    this.loader = loader;
    this.results = new @Nullable Object[length];
  }

  /**
   * Adds the outcome of a piece.
   *
   * @return the index of the first element that did not run; the end of the piece if all did
   */
  int add(Piece piece, TaskReport report, Outcome outcome) {
    if (outcome instanceof Outcome.Mapped mapped) {
      add(piece, report, mapped);
      return mapped.stoppedAt();
    }
    if (outcome instanceof Outcome.Failed failed) {
      fail(piece.from(), report, outcomes.error(failed.failure(), METHOD, report));
    }
    return piece.to();
  }

  private void add(Piece piece, TaskReport report, Outcome.Mapped mapped) {
    try {
      Object values = outcomes.decode(mapped.values(), loader);
      List<?> list = values instanceof List<?> of ? of : List.of();
      for (int i = piece.from(); i < mapped.stoppedAt(); i++) {
        results[i] = list.get(i - piece.from());
      }
    } catch (KernelError e) {
      fail(piece.from(), report, e);
      return;
    }
    engines.put(piece.from(), TaskOutcomes.engine(report));
    succeeded.set(piece.from(), mapped.stoppedAt());
    mapped
        .failures()
        .forEach(
            (index, failure) -> {
              succeeded.clear(index);
              fail(index, report, outcomes.error(failure, METHOD, report));
            });
  }

  private void fail(int index, TaskReport report, KernelError why) {
    fail(index, TaskOutcomes.engine(report), why);
  }

  /** Adds the error of an element. */
  void fail(int index, EngineId engine, KernelError why) {
    failures.put(index, new CompositeError.Entry(engine, METHOD, why));
  }

  /** Returns whether an element has failed. */
  boolean haveFailed() {
    return !failures.isEmpty();
  }

  /** Returns the results of all elements. */
  @SuppressWarnings("unchecked") // the function's type determines what it returns
  List<R> all() {
    return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
  }

  /** Returns the error of the failed elements, with the other results. */
  CompositeError error() {
    List<CompositeError.Result> others = new ArrayList<>();
    succeeded.stream()
        .forEach(
            index -> {
              EngineId engine = Objects.requireNonNull(engines.floorEntry(index)).getValue();
              others.add(new CompositeError.Result(engine, results[index]));
            });
    return new CompositeError(METHOD, List.copyOf(failures.values()), others);
  }
}
