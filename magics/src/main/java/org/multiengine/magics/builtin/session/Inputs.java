package org.multiengine.magics.builtin.session;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.magics.Shell;

/** Selections of the inputs of a session. */
final class Inputs {

  private Inputs() {}

  /**
   * An input and its number.
   *
   * @param number the number, from 1
   * @param text the input as it was typed
   */
  record Numbered(int number, String text) {}

  /** Returns the inputs of ranges, or all inputs if there are no ranges. */
  static List<Numbered> of(Shell shell, List<String> ranges) {
    List<String> texts = shell.inputs();
    List<String> wanted = ranges.isEmpty() && !texts.isEmpty() ? List.of("1-") : ranges;
    List<Numbered> inputs = new ArrayList<>();
    for (int number : Ranges.numbers(wanted, texts.size())) {
      inputs.add(new Numbered(number, texts.get(number - 1)));
    }
    return inputs;
  }
}
