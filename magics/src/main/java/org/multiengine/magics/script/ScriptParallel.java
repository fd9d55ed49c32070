package org.multiengine.magics.script;

import org.jspecify.annotations.Nullable;

/**
 * A decorator that turns a plain function into a parallel one, as in IPython (reference, 10.3):
 * {@code f = mec.parallel { 10.0 * it**4 }}, or {@code parallel = mec.parallel(dist: 'r'); f =
 * parallel { it + 1 }}.
 *
 * @param mapper the map that the parallel functions use
 */
public record ScriptParallel(ScriptMapper mapper) {

  /** Returns the parallel form of a function. */
  public Function call(Object function) {
    return new Function(mapper, function);
  }

  /**
   * A function of sequences that applies another function to their elements on the engines.
   *
   * @param mapper the map to use
   * @param function the function to apply
   */
  public record Function(ScriptMapper mapper, Object function) {

    /** Returns the results in the order of the elements. */
    public @Nullable Object call(Object... sequences) {
      return mapper.map(function, sequences);
    }

    /** Returns a description. */
    @Override
    public String toString() {
      return "<parallel function on " + mapper.getTargets() + ">";
    }
  }

  /** Returns a description. */
  @Override
  public String toString() {
    return "<parallel on " + mapper.getTargets() + ">";
  }
}
