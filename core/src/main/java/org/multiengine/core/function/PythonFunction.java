package org.multiengine.core.function;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
@SuppressWarnings("ArrayRecordComponent") // compared by content below, and not changed
public record PythonFunction(
    String name,
    byte[] version,
    byte[] code,
    @Nullable List<?> defaults,
    @Nullable Map<?, ?> keywordDefaults,
    @Nullable List<?> closure) {

  /** Returns whether the other function has the same name, code and values. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PythonFunction that
        && name.equals(that.name)
        && Arrays.equals(version, that.version)
        && Arrays.equals(code, that.code)
        && Objects.equals(defaults, that.defaults)
        && Objects.equals(keywordDefaults, that.keywordDefaults)
        && Objects.equals(closure, that.closure);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(code));
  }

  /** Returns the function in Python's form, for example {@code <function f>}. */
  @Override
  public String toString() {
    return "<function " + name + ">";
  }
}
