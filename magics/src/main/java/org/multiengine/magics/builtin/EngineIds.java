package org.multiengine.magics.builtin;

import java.util.ArrayList;
import java.util.List;

/** Short texts of lists of engine ids. */
public final class EngineIds {

  private EngineIds() {}

  /** Returns ids with runs of three or more as ranges, for example {@code [0-3, 7]}. */
  public static String inShort(List<Integer> ids) {
    List<String> runs = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < ids.size(); i++) {
      boolean last = i + 1 == ids.size() || ids.get(i + 1) != ids.get(i) + 1;
      if (last) {
        runs.add(run(ids.get(first), ids.get(i)));
        first = i + 1;
      }
    }
    return "[" + String.join(", ", runs) + "]";
  }

  private static String run(int from, int to) {
    return from == to ? String.valueOf(from) : from + (to == from + 1 ? ", " : "-") + to;
  }
}
