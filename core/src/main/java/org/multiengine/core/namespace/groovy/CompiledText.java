package org.multiengine.core.namespace.groovy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text as bytes of classes, not tied to any engine. Two are equal only if they are the same.
 *
 * <p>Safe for use by several threads.
 */
final class CompiledText {

  private final String scriptClass;
  private final Map<String, byte[]> classes;
  private final TextOutline outline;
  private final boolean shareable;
  private final Set<String> declaredClasses;
  private @Nullable TextLoader sharedLoader;

  /**
   * Makes a compiled text.
   *
   * @param shareable whether engines can share its classes, as these hold no state and see no class
   *     of an engine
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

  /** Returns the name of the script's class. A text of declarations only has no such class. */
  String scriptClass() {
    return scriptClass;
  }

  /** Returns whether there is anything to run. */
  boolean isRunnable() {
    return classes.containsKey(scriptClass);
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  TextOutline outline() {
    return outline;
  }

  /** Returns the names of the classes the text declares for later texts. */
  Set<String> declaredClasses() {
    return declaredClasses;
  }

  /** Returns whether all engines run the same class. */
  boolean isShareable() {
    return shareable;
  }

  /** Returns the loader of the class that engines share. */
  synchronized TextLoader sharedLoader() {
    if (sharedLoader == null) {
      sharedLoader = new TextLoader(this, Map.of());
    }
    return sharedLoader;
  }

  /** Lets go of the shared class; scripts that still run keep it for themselves. */
  synchronized void release() {
    if (sharedLoader != null) {
      sharedLoader.release();
      sharedLoader = null;
    }
  }
}
