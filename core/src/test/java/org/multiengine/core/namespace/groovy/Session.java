package org.multiengine.core.namespace.groovy;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** A namespace with prompts that count: the first text is {@code In [1]}. */
final class Session implements AutoCloseable {

  final Namespace namespace;
  private int prompts;

  Session() {
    this(new GroovyLanguage().createNamespace());
  }

  Session(Namespace namespace) {
    this.namespace = namespace;
  }

  @Nullable Object run(String text) throws ScriptError {
    prompts++;
    return namespace.evaluate(text, "In [" + prompts + "]").value();
  }

  boolean displays(String text) throws ScriptError {
    return namespace.evaluate(text, "In").displayed();
  }

  ScriptError failure(String text) {
    try {
      run(text);
    } catch (ScriptError e) {
      return e;
    }
    throw new AssertionError("did not fail: " + text);
  }

  @Override
  public void close() {
    namespace.close();
  }
}
