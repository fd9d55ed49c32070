package org.multiengine.core.namespace;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.multiengine.core.error.KernelError;

/** The languages installed in this JVM. */
public final class Languages {

  private static final List<Language> INSTALLED = load();

  private Languages() {}

  /**
   * Returns the language of a name.
   *
   * @throws KernelError if no such language is on the class path; the text lists the installed
   *     languages
   */
  public static Language named(String name) {
    return installed().stream()
        .filter(language -> language.name().equals(name))
        .findFirst()
        .orElseThrow(() -> notInstalled(name));
  }

  /**
   * Returns the form in which a function of an installed language can be sent. Any other object is
   * returned unchanged.
   */
  public static Object detach(Object function) {
    Object detached = function;
    for (Language language : INSTALLED) {
      detached = language.detach(detached);
    }
    return detached;
  }

  /** Removes a class that is no longer used from what the installed languages keep. */
  public static void forget(Class<?> type) {
    INSTALLED.forEach(language -> language.forget(type));
  }

  /** Returns the languages on the class path, sorted by name. */
  public static List<Language> installed() {
    return INSTALLED;
  }

  private static List<Language> load() {
    return ServiceLoader.load(Language.class, Languages.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Language::name))
        .toList();
  }

  private static KernelError notInstalled(String name) {
    List<String> names = installed().stream().map(Language::name).toList();
    return new KernelError(
        "language '" + name + "' is not on the class path; installed are " + names);
  }
}
