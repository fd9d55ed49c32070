package org.multiengine.core.namespace.groovy.classes;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a text, independent of any engine. Instances are equal only if they are
 * identical.
 *
 * <p>Safe for use by several threads.
 */
public final class CompiledText {

  private final String scriptClass;
  private final Map<String, byte[]> classes;
  private final TextOutline outline;
  private final boolean shareable;
  private final Set<String> declaredClasses;
  private @Nullable TextLoader sharedLoader;

  /**
   * Creates a compiled text.
   *
   * @param scriptClass the name of the script's class
   * @param classes the class files by name
   * @param outline the declarations of the text
   * @param shareable whether the classes hold no state and use no class of an engine, so that
   *     engines can share them
   */
  CompiledText(
      String scriptClass, Map<String, byte[]> classes, TextOutline outline, boolean shareable) {
    this.scriptClass = scriptClass;
    this.classes = Map.copyOf(classes);
    this.outline = outline;
    this.declaredClasses =
        classes.keySet().stream()
            .filter(name -> !belongsToScript(name))
            .collect(Collectors.toUnmodifiableSet());
    this.shareable = shareable && declaredClasses.isEmpty();
  }

  private boolean belongsToScript(String className) {
    return className.equals(scriptClass) || className.startsWith(scriptClass + "$");
  }

  /** Returns the name of the script's class. A text with only declarations has no such class. */
  public String scriptClass() {
    return scriptClass;
  }

  /** Returns whether the text has statements to run. */
  public boolean isRunnable() {
    return classes.containsKey(scriptClass);
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  public TextOutline outline() {
    return outline;
  }

  /** Returns the names of the classes that the text declares for later texts. */
  Set<String> declaredClasses() {
    return declaredClasses;
  }

  /** Returns whether all engines use the same class. */
  boolean isShareable() {
    return shareable;
  }

  /** Returns the loader of the shared class. */
  synchronized TextLoader sharedLoader() {
    if (sharedLoader == null) {
      sharedLoader = new TextLoader(this, Map.of());
    }
    return sharedLoader;
  }

  /** Releases the shared class. Running scripts keep it alive. */
  synchronized void release() {
    if (sharedLoader != null) {
      sharedLoader.release();
      sharedLoader = null;
    }
  }
}
