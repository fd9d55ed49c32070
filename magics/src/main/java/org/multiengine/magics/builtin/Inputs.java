package org.multiengine.magics.builtin;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.magics.Shell;

/** Chosen inputs of the session. */
final class Inputs {

  private Inputs() {}

  /**
   * An input.
   *
   * @param number its number, from 1
   * @param text what was typed
   */
  record Numbered(int number, String text) {}

  /** Returns the inputs that ranges name, or all. */
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
