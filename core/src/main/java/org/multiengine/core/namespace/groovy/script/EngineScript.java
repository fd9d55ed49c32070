package org.multiengine.core.namespace.groovy.script;

import groovy.lang.Binding;
import groovy.lang.Script;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.FormatHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.display.Displays;

/**
 * The superclass of all scripts that engines run. It prints to {@code System.out}, even if a script
 * defines a name {@code out}. The class is public only because compiled scripts extend it.
 */
public abstract class EngineScript extends Script {

  /** Runs a text that a script evaluates. */
  @FunctionalInterface
  public interface Evaluator {
    /** Returns the value of a text that runs with the names of a script. */
    @Nullable Object evaluate(EngineScript script, String text);
  }

  private static volatile @Nullable Evaluator evaluator;

  private transient @Nullable SourceText origin;

  /** Creates a script. The engine sets its names before the script runs. */
  protected EngineScript() {
    super(new Binding());
  }

  /** Sets the names of the engine and the text of the script. */
  public final void attach(Binding names, SourceText text) {
    setBinding(names);
    origin = text;
  }

  final @Nullable SourceText origin() {
    return origin;
  }

  /** Sets how scripts of this JVM evaluate texts. */
  public static void evaluateWith(Evaluator given) {
    evaluator = given;
  }

  @Override
  public @Nullable Object evaluate(String text) {
    Evaluator guarded = evaluator;
    return guarded == null ? super.evaluate(text) : guarded.evaluate(this, text);
  }

  @Override
  public @Nullable Object evaluate(File file) throws IOException {
    return evaluate(Files.readString(file.toPath()));
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

  /** Displays a value as table, image or text in the console or notebook of the user. */
  public void display(@Nullable Object value) {
    Displays.display(value);
  }
}
