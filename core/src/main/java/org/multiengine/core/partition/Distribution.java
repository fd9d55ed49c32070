package org.multiengine.core.partition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of the elements of a sequence to engines (reference, 10.1). Each distribution
 * keeps the order within a part, gives the first engines one element more if the length does not
 * divide evenly, and joins the parts to the original sequence.
 *
 * <pre>{@code
 * client.scatter("x", List.of(1, 2, 3, 4, 5), Distribution.ROUND_ROBIN, false);
 * Object same = client.gather("x", Distribution.ROUND_ROBIN);
 * }</pre>
 */
public enum Distribution {

  /** Each engine receives a contiguous piece. */
  BLOCK {
    @Override
    Object part(Sequence whole, int part, int parts) {
      int base = whole.length() / parts;
      int longer = whole.length() % parts;
      int from = part * base + Math.min(part, longer);
      return whole.slice(from, from + base + (part < longer ? 1 : 0));
    }

    @Override
    void visit(int[] lengths, Runs runs) {
      for (int part = 0; part < lengths.length; part++) {
        runs.take(part, 0, lengths[part]);
      }
    }
  },

  /** The engines receive elements in turn, as cards are dealt. */
  ROUND_ROBIN {
    @Override
    Object part(Sequence whole, int part, int parts) {
      return whole.stride(part, parts);
    }

    @Override
    void visit(int[] lengths, Runs runs) {
      boolean any = true;
      for (int round = 0; any; round++) {
        any = false;
        for (int part = 0; part < lengths.length; part++) {
          if (round < lengths[part]) {
            runs.take(part, round, 1);
            any = true;
          }
        }
      }
    }
  };

  /** Receives runs of elements that follow each other both in a part and in the whole. */
  @FunctionalInterface
  interface Runs {
    /**
     * Receives a run.
     *
     * @param part the index of the part
     * @param from the index of the first element in the part
     * @param count the number of elements
     */
    void take(int part, int from, int count);
  }

  /** Returns one part of a sequence that is split into several. */
  abstract Object part(Sequence whole, int part, int parts);

  /**
   * Visits the elements of the whole in their order.
   *
   * @param lengths the lengths of the parts
   * @param runs receives the elements in runs
   */
  abstract void visit(int[] lengths, Runs runs);

  /**
   * Splits a sequence into parts. A list or another ordered collection gives lists, an array gives
   * arrays of its type, a text gives texts.
   *
   * @param sequence the sequence
   * @param parts the number of parts
   * @throws IllegalArgumentException if the value has no order, for example a hash set
   */
  public List<Object> split(Object sequence, int parts) {
    Sequence whole = Sequence.of(sequence);
    List<Object> pieces = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      pieces.add(part(whole, part, parts));
    }
    return pieces;
  }

  /**
   * Joins parts. The first part decides the result: arrays give an array, lists give a flat list of
   * their elements, and all other values give the list of the parts (reference, 10.2).
   *
   * @throws IllegalArgumentException if there are no parts, or if the first part is an array or a
   *     list and another part is not
   */
  public Object join(List<? extends @Nullable Object> parts) {
    return Joining.join(parts, this);
  }

  /**
   * Returns the elements of a sequence that {@link #split} accepts. The elements of a text are
   * texts.
   */
  public static List<?> asList(Object sequence) {
    return Sequence.of(sequence).asList();
  }

  /** Returns the number of elements of a sequence that {@link #split} accepts. */
  public static int length(Object sequence) {
    return Sequence.of(sequence).length();
  }
}
