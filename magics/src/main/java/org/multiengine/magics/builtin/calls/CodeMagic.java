package org.multiengine.magics.builtin.calls;

import java.util.List;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Mixin;

/** A magic that runs code on the engines of its targets. */
abstract class CodeMagic implements Magic {

  @Mixin private TargetsOption targets = new TargetsOption();

  private final String example;

  /**
   * Creates a magic.
   *
   * @param example the magic with some code, for the error that reports missing code
   */
  CodeMagic(String example) {
    this.example = example;
  }

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public List<String> complete(Shell shell, String line) {
    return shell.completeOnEngines(line);
  }

  /** Returns a view of the engines on which the code runs. */
  DirectView view(Shell shell) {
    return targets.view(shell);
  }

  /**
   * Returns the code.
   *
   * @throws IllegalArgumentException if there is none
   */
  String code(Input input) {
    String code = input.code();
    if (code.isBlank()) {
      throw new IllegalArgumentException("there is no code; write for example " + example);
    }
    return code;
  }
}
