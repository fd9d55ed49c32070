package org.multiengine.bench;

import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to run a text on a namespace of Groovy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class TextParts {

  private static final String SOURCE = "engine-0";

  private final Namespace namespace = Languages.named("groovy").createNamespace();
  private int number;

  /** Frees the namespace. */
  @TearDown
  public void close() {
    namespace.close();
  }

  /** One that was seen before. */
  @Benchmark
  public Object runKnown() throws ScriptError {
    return namespace.evaluate("a=5", SOURCE);
  }

  /** One that is new: it is parsed, compiled and loaded. */
  @Benchmark
  public Object runNew() throws ScriptError {
    return namespace.evaluate("a=" + number++, SOURCE);
  }
}
