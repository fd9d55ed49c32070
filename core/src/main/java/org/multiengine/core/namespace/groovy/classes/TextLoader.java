package org.multiengine.core.namespace.groovy.classes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.Libraries;
import org.multiengine.core.code.LinkedLoader;
import org.multiengine.core.namespace.groovy.script.SourceText;

/**
 * Defines the classes of one text. Every text has its own loader, so that loader and classes can be
 * dropped together.
 *
 * <p>A class is looked up first in the text, then among the classes that its engine had declared
 * when the text was loaded, then by the class loader of this library and the libraries that were
 * added to it.
 */
public final class TextLoader extends ClassLoader implements LinkedLoader {

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> own;
  private final Map<String, Class<?>> declaredEarlier;
  private final Map<String, Class<?>> defined = new ConcurrentHashMap<>();

  /**
   * The text of the classes, kept for tracebacks of classes that outlive the script that declared
   * them.
   */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private @Nullable SourceText source;

  TextLoader(CompiledText text, Map<String, Class<?>> declaredEarlier) {
    this(text.classes(), declaredEarlier);
  }

  private TextLoader(Map<String, byte[]> own, Map<String, Class<?>> declaredEarlier) {
    super(Libraries.shared());
    this.own = own;
    this.declaredEarlier = Map.copyOf(declaredEarlier);
  }

  /** Returns a loader that shows the compiler the classes that an engine has declared. */
  static TextLoader ofDeclared(Map<String, Class<?>> declared) {
    return new TextLoader(Map.of(), declared);
  }

  void hold(SourceText text) {
    source = text;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = own.get(name);
    if (bytes != null) {
      return define(name, bytes);
    }
    Class<?> declared = declaredEarlier.get(name);
    if (declared != null) {
      return declared;
    }
    if (SourceText.isOwnClass(name)) {
      // Beans look for companions of each class and would search the whole class path.
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name, byte[] bytes) {
    synchronized (getClassLoadingLock(name)) {
      Class<?> earlier = defined.get(name);
      if (earlier != null) {
        return earlier;
      }
      Class<?> type = defineClass(name, bytes, 0, bytes.length);
      defined.put(name, type);
      return type;
    }
  }

  /**
   * Returns the bytes of own classes, too, so that the class of a closure can be sent to other
   * JVMs.
   */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    if (name.endsWith(".class")) {
      String className = name.substring(0, name.length() - ".class".length()).replace('/', '.');
      byte[] bytes = own.get(className);
      if (bytes != null) {
        return new ByteArrayInputStream(bytes);
      }
    }
    return super.getResourceAsStream(name);
  }

  @Override
  public @Nullable ClassLoader homeOf(String className) {
    if (own.containsKey(className)) {
      return null;
    }
    Class<?> earlier = declaredEarlier.get(className);
    return earlier == null ? getParent() : earlier.getClassLoader();
  }

  @Override
  public Map<String, Class<?>> declared() {
    Map<String, Class<?>> declared = new HashMap<>(declaredEarlier);
    for (String name : own.keySet()) {
      if (!SourceText.isOwnClass(name)) {
        declared.put(name, define(name, own.get(name)));
      }
    }
    return declared;
  }

  /** Removes the classes from the registries of Groovy and of beans. */
  void release() {
    defined.values().forEach(MetaClasses::forget);
  }
}
