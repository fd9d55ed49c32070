package org.multiengine.core.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that was defined on a Python engine. A client receives it when it pulls the function,
 * and can push it to other Python engines or map it there; it cannot call the function itself.
 *
 * <p>The function travels as the code of its version of Python, without the values of the global
 * names that it uses: these are looked up on the engine that calls it.
 *
 * @param name the name of the function
 * @param version the mark of the version of Python that can load the code
 * @param code the code, as Python's {@code marshal} writes it
 * @param defaults the default values of parameters; null if there are none
 * @param keywordDefaults the default values of keyword-only parameters; null if there are none
 * @param closure the values of the variables of enclosing functions; null if there are none
 */
public record PythonFunction(
    String name,
    byte[] version,
    byte[] code,
    @Nullable List<?> defaults,
    @Nullable Map<?, ?> keywordDefaults,
    @Nullable List<?> closure) {

  /** Returns the function in Python's form, for example {@code <function f>}. */
  @Override
  public String toString() {
    return "<function " + name + ">";
  }
}
