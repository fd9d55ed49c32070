package org.multiengine.core.namespace.groovy.classes;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.groovy.script.SourceText;

/**
 * The classes of one engine: those that its texts have declared, and the scripts that cannot be
 * shared because they may use these classes. Used by one thread at a time.
 */
public final class DeclaredClasses {

  private static final int MAX_SCRIPTS = 64;

  private final Map<String, Class<?>> declared = new HashMap<>();

  /** The loaders of scripts by text, the least recently used first. */
  private final Map<CompiledText, TextLoader> scripts = new LinkedHashMap<>(16, 0.75f, true);

  /** Returns a loader that finds the classes declared so far. */
  public ClassLoader view() {
    return TextLoader.ofDeclared(declared);
  }

  /** Returns the loader for a text. A text that declares classes gets a new loader each time. */
  public TextLoader loaderOf(CompiledText text, SourceText source) {
    if (text.isShareable()) {
      return text.sharedLoader();
    }
    TextLoader known = scripts.get(text);
    if (known != null) {
      return known;
    }
    var loader = new TextLoader(text, declared);
    loader.hold(source);
    if (text.declaredClasses().isEmpty()) {
      keep(text, loader);
    } else {
      declare(text, loader);
    }
    return loader;
  }

  /** Removes and releases all classes. */
  public void clear() {
    scripts.values().forEach(TextLoader::release);
    scripts.clear();
    declared.values().forEach(DeclaredClasses::release);
    declared.clear();
  }

  private void keep(CompiledText text, TextLoader loader) {
    scripts.put(text, loader);
    if (scripts.size() > MAX_SCRIPTS) {
      var oldest = scripts.entrySet().iterator();
      oldest.next().getValue().release();
      oldest.remove();
    }
  }

  /**
   * Replaces the declared classes by those of a text. Loaded scripts are dropped because they are
   * linked to the earlier classes.
   */
  private void declare(CompiledText text, TextLoader loader) {
    scripts.values().forEach(TextLoader::release);
    scripts.clear();
    for (String name : text.declaredClasses()) {
      Class<?> earlier = declared.put(name, load(loader, name));
      if (earlier != null) {
        release(earlier);
      }
    }
  }

  private static void release(Class<?> type) {
    if (type.getClassLoader() instanceof TextLoader loader) {
      loader.release();
    }
  }

  /** Loads a class from a loader that defines it. */
  public static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new KernelError("class " + name + " is missing from its own text", e);
    }
  }
}
