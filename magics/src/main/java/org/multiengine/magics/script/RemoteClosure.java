package org.multiengine.magics.script;

import groovy.lang.Closure;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteFunction;

/** A function that stays on its engine, in a form that a script can call. */
final class RemoteClosure extends Closure<Object> {

  private static final long serialVersionUID = 1L;

  private final RemoteFunction<@Nullable Object, @Nullable Object> function;

  RemoteClosure(Object owner, RemoteFunction<@Nullable Object, @Nullable Object> function) {
    super(owner);
    this.function = function;
  }

  // Groovy calls this method by its name; it must be public.
  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object doCall(Object value) throws Exception {
    return function.apply(value);
  }

  @Override
  public String toString() {
    return "<function on an engine>";
  }
}
