package org.multiengine.core.namespace.groovy;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** A namespace with prompts that count: the first text is {@code In [1]}. */
public final class Session implements AutoCloseable {

  final Namespace namespace;
  private int prompts;

  public Session() {
    this(new GroovyLanguage().createNamespace());
  }

  public Session(Namespace namespace) {
    this.namespace = namespace;
  }

  @Nullable
  public Object run(String text) throws ScriptError {
    prompts++;
    return namespace.evaluate(text, "In [" + prompts + "]").value();
  }

  boolean displays(String text) throws ScriptError {
    return namespace.evaluate(text, "In").displayed();
  }

  public ScriptError failure(String text) {
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
