package org.multiengine.core.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Languages;

/**
 * Loads the classes of one code of a client. A class that this JVM has with the same bytes is taken
 * from this JVM, so that both sides use the same class. Any other class is fetched from the client,
 * once. A class that the client has from another of its loaders is loaded by the loader of that
 * one's code.
 *
 * <p>The JDK, Groovy and the values of Multiengine are always taken from this JVM.
 */
final class RemoteClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final List<String> LOCAL_PREFIXES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "org.w3c.dom.",
          "org.xml.sax.",
          "org.ietf.jgss.",
          "groovy.",
          "org.codehaus.groovy.",
          "org.apache.groovy.",
          "org.apache.fory.",
          "org.multiengine.core.");

  private final String code;
  private final ClassFetcher fetcher;
  private final ClassCache cache;
  private final Function<String, ClassLoader> loaders;
  private final Set<Class<?>> defined = ConcurrentHashMap.newKeySet();

  /** The classes that loaders of other codes of the client define, by name. */
  private final Map<String, Class<?>> linked = new ConcurrentHashMap<>();

  /**
   * Creates a loader.
   *
   * @param code the code
   * @param parent the loader of this JVM's classes
   * @param fetcher fetches classes
   * @param cache keeps the bytes of classes
   * @param loaders returns the loader of another code of the same client
   */
  RemoteClassLoader(
      String code,
      ClassLoader parent,
      ClassFetcher fetcher,
      ClassCache cache,
      Function<String, ClassLoader> loaders) {
    super(parent);
    this.code = code;
    this.fetcher = fetcher;
    this.cache = cache;
    this.loaders = loaders;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (LOCAL_PREFIXES.stream().anyMatch(name::startsWith)) {
      return getParent().loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known == null) {
        known = linked.get(name);
      }
      return known != null ? known : load(name);
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    byte[] own = ClassBytes.of(getParent(), name);
    List<String> known = new ArrayList<>(cache.hashesOf(name));
    String ownHash = own == null ? null : ClassFile.hash(own);
    if (ownHash != null) {
      known.add(ownHash);
    }
    ClassFile file = fetch(name, known);
    if (file.home() != null) {
      return loadLinked(name, file.home());
    }
    if (file.hash() == null || file.hash().equals(ownHash)) {
      return getParent().loadClass(name);
    }
    byte[] bytes = bytes(name, file.hash(), file);
    Class<?> type = defineClass(name, bytes, 0, bytes.length);
    defined.add(type);
    return type;
  }

  /** Loads a class with the loader of another code, which must be one of the same client. */
  private Class<?> loadLinked(String name, String home) throws ClassNotFoundException {
    boolean allowed =
        !home.equals(code) && CodeRegistry.clientOf(home).equals(CodeRegistry.clientOf(code));
    if (!allowed) {
      throw new ClassNotFoundException(name + ": its client names the code " + home);
    }
    Class<?> type = loaders.apply(home).loadClass(name);
    linked.put(name, type);
    return type;
  }

  /**
   * Removes the classes from the registries of languages, which would keep them until memory is
   * short.
   */
  void release() {
    defined.forEach(Languages::forget);
  }

  private ClassFile fetch(String name, List<String> known) throws ClassNotFoundException {
    try {
      return fetcher.fetch(code, name, known);
    } catch (KernelError error) {
      throw new ClassNotFoundException(name + ": " + error.getMessage(), error);
    }
  }

  private byte[] bytes(String name, String hash, ClassFile file) throws ClassNotFoundException {
    if (file.bytes() != null) {
      cache.put(name, hash, file.bytes().bytes());
      return file.bytes().bytes();
    }
    byte @Nullable [] cached = cache.get(name, hash);
    if (cached != null) {
      return cached;
    }
    ClassFile again = fetch(name, List.of());
    if (again.bytes() == null) {
      throw new ClassNotFoundException(name);
    }
    return again.bytes().bytes();
  }
}
