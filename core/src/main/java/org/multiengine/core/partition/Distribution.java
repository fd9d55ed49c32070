package org.multiengine.core.partition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of a sequence go to which engine (reference, 10.1). Both ways keep the order
 * within a part, give the first engines one element more where the length does not divide evenly,
 * and join to the sequence they came from.
 *
 * <pre>{@code
 * client.scatter("x", List.of(1, 2, 3, 4, 5), Distribution.ROUND_ROBIN, false);
 * Object same = client.gather("x", Distribution.ROUND_ROBIN);
 * }</pre>
 */
public enum Distribution {

  /** Each engine gets a contiguous piece. */
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

  /** The engines get elements in turn, as cards are dealt. */
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

  /** Takes elements of a part that follow each other in the joined whole. */
  @FunctionalInterface
  interface Runs {
    void take(int part, int from, int count);
  }

  abstract Object part(Sequence whole, int part, int parts);

  /** Names the elements of the whole in their order, given the lengths of the parts. */
  abstract void visit(int[] lengths, Runs runs);

  /**
   * Parts a sequence: a list or another collection with an order gives lists, an array arrays of
   * its type, a text texts.
   *
   * @param sequence the sequence
   * @param parts how many parts
   * @throws IllegalArgumentException if the value is no sequence, for example a hash set
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
   * Joins parts by the kind of the first one: arrays give an array, lists a flat list of their
   * elements, anything else the list of the parts as they are (reference, 10.2).
   *
   * @throws IllegalArgumentException if there is no part, or if the first is an array or a list and
   *     another is not
   */
  public Object join(List<? extends @Nullable Object> parts) {
    return Joining.join(parts, this);
  }

  /** Returns the elements of a value that {@link #split} takes; those of a text are texts. */
  public static List<?> asList(Object sequence) {
    return Sequence.of(sequence).asList();
  }

  /** Returns how many elements a value has that {@link #split} takes. */
  public static int length(Object sequence) {
    return Sequence.of(sequence).length();
  }
}
