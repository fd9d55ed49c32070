package org.multiengine.core.namespace.groovy.classes;

import groovy.lang.GroovyClassLoader;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.Libraries;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.namespace.groovy.script.SourceText;

/**
 * Finds the classes that one text names, without searching for classes that cannot exist. Groovy
 * tries each name of a text as a class in many places, and each attempt searches the whole class
 * path.
 */
final class ClassLookup extends ClassNodeResolver {

  /** The superclasses and interfaces of every script, where Groovy looks up each name of a text. */
  private static final Set<String> SCRIPT_TYPES = new HashSet<>();

  /** The classes nested in these types. */
  private static final Set<String> SCRIPT_MEMBERS = new HashSet<>();

  static {
    addType(EngineScript.class);
  }

  private static void addType(@Nullable Class<?> type) {
    if (type != null && type != Object.class) {
      SCRIPT_TYPES.add(type.getName());
      for (Class<?> member : type.getDeclaredClasses()) {
        SCRIPT_MEMBERS.add(member.getName());
      }
      addType(type.getSuperclass());
      for (Class<?> contract : type.getInterfaces()) {
        addType(contract);
      }
    }
  }

  private final Environment environment;
  private final AbsentNames absent;

  /**
   * Creates the lookup of one text.
   *
   * @param environment the classes that earlier texts declared
   * @param absent the names that other texts have looked up without success
   */
  ClassLookup(Environment environment, AbsentNames absent) {
    this.environment = environment;
    this.absent = absent;
  }

  @Override
  public @Nullable LookupResult findClassNode(String name, CompilationUnit unit) {
    if (environment.classes().containsKey(name) || hasLibraries(unit.getClassLoader())) {
      return super.findClassNode(name, unit);
    }
    if (isWithinScript(name) || absent.contains(name)) {
      return null;
    }
    LookupResult result = super.findClassNode(name, unit);
    if (result == null) {
      absent.add(name);
    }
    return result;
  }

  /** Returns whether a text or a client has added libraries. */
  private static boolean hasLibraries(GroovyClassLoader loader) {
    return loader.getURLs().length > 0 || Libraries.shared().count() > 0;
  }

  /**
   * Returns whether a class would be nested in a script and does not exist. Only classes just
   * compiled are nested in scripts.
   */
  private static boolean isWithinScript(String name) {
    int nested = name.lastIndexOf('$');
    return SourceText.isOwnClass(name)
        || (nested > 0
            && SCRIPT_TYPES.contains(name.substring(0, nested))
            && !SCRIPT_MEMBERS.contains(name));
  }
}
