package org.multiengine.core.namespace.groovy;

import groovy.lang.Binding;
import groovy.lang.Script;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.FormatHelper;
import org.jspecify.annotations.Nullable;

/**
 * The class of all scripts an engine runs. Prints to {@code System.out}, whatever a script calls
 * {@code out}. Public only because compiled scripts extend it.
 */
public abstract class EngineScript extends Script {

  private @Nullable SourceText origin;

  /** Makes a script; the engine gives it its names before it runs. */
  protected EngineScript() {
    super(new Binding());
  }

  /** Gives this script the names of its engine and the text it came from. */
  final void attach(Binding names, SourceText text) {
    setBinding(names);
    origin = text;
  }

  final @Nullable SourceText origin() {
    return origin;
  }

  @Override
  public void println() {
    System.out.println();
  }

  @Override
  public void print(@Nullable Object value) {
    System.out.print(FormatHelper.toString(value));
  }

  @Override
  public void println(@Nullable Object value) {
    System.out.println(FormatHelper.toString(value));
  }

  @Override
  public void printf(String format, @Nullable Object value) {
    DefaultGroovyMethods.printf(System.out, format, value);
  }

  @Override
  public void printf(String format, @Nullable Object[] values) {
    DefaultGroovyMethods.printf(System.out, format, values);
  }
}
