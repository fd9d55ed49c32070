package org.multiengine.core.namespace.groovy.classes;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.groovy.script.EngineScript;

/** Runs the texts that scripts evaluate, with the same guards as scripts. */
public final class EvaluatedTexts {

  private EvaluatedTexts() {}

  /** Has all scripts of this JVM evaluate texts with guards. */
  public static void install() {
    EngineScript.evaluateWith(EvaluatedTexts::evaluate);
  }

  private static @Nullable Object evaluate(EngineScript script, String text) {
    Binding names = script.getBinding();
    var shell =
        new GroovyShell(script.getClass().getClassLoader(), names, Compiler.configuration());
    return shell.evaluate(text);
  }
}
