package org.multiengine.magics.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.partition.Distribution;

/** The methods that apply functions to the elements of sequences (reference, 10). */
final class MapMethods {

  private MapMethods() {}

  /** Applies a function to the elements of sequences. */
  static @Nullable Object map(MethodCall call) {
    List<@Nullable Object> values = call.values();
    if (values.size() < 2 || values.get(0) == null) {
      throw new IllegalArgumentException(
          call.arguments().method()
              + " takes a function and one or more sequences, as in map({ it**2 }, 0..<8)");
    }
    Object how = call.arguments().options().getOrDefault("dist", "b");
    return mapper(call, Conversions.distribution(how))
        .map(values.get(0), values.subList(1, values.size()).toArray());
  }

  /** Returns a map with its options. */
  static ScriptMapper mapper(MethodCall call) {
    return mapper(call, call.value(0));
  }

  private static ScriptMapper mapper(MethodCall call, @Nullable Object distribution) {
    Distribution how = distribution instanceof Distribution given ? given : Distribution.BLOCK;
    return new ScriptMapper(call.calls(), call.arguments().options(), how);
  }

  /** Returns the parallel form of a function, or a decorator if none is given. */
  static Object parallel(MethodCall call) {
    var parallel = new ScriptParallel(mapper(call, call.value(1)));
    Object function = call.value(0);
    return function == null ? parallel : parallel.call(function);
  }
}
