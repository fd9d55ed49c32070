package org.multiengine.core.namespace.groovy.classes;

import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassImpl;
import groovy.lang.MetaClassRegistry;
import groovy.lang.MetaClassRegistry.MetaClassCreationHandle;
import java.beans.Introspector;
import org.codehaus.groovy.reflection.ClassInfo;
import org.jspecify.annotations.Nullable;

/** Manages Groovy's meta classes of scripts. */
public final class MetaClasses {

  private MetaClasses() {}

  /**
   * Creates the meta class of a script that is about to run, as Groovy would, but without searching
   * the class path for companions of a class whose name is new each time.
   *
   * @return the meta class, which Groovy refers to only weakly until a script exists
   */
  public static MetaClass prepare(Class<?> script) {
    ClassInfo info = ClassInfo.getClassInfo(script);
    MetaClass known = known(info);
    return known == null ? create(script, info) : known;
  }

  private static MetaClass create(Class<?> script, ClassInfo info) {
    Thread thread = Thread.currentThread();
    ClassLoader contextLoader = thread.getContextClassLoader();
    info.lock();
    try {
      // Beans search companions with this loader, which knows that a script has none.
      thread.setContextClassLoader(script.getClassLoader());
      if (known(info) == null && isCreatedByDefault()) {
        MetaClass created = new MetaClassImpl(GroovySystem.getMetaClassRegistry(), script);
        created.initialize();
        info.setWeakMetaClass(created);
      }
      return info.getMetaClass();
    } finally {
      info.unlock();
      thread.setContextClassLoader(contextLoader);
    }
  }

  private static @Nullable MetaClass known(ClassInfo info) {
    MetaClass strong = info.getStrongMetaClass();
    return strong == null ? info.getWeakMetaClass() : strong;
  }

  /**
   * Returns whether Groovy creates meta classes in the default way. An application can replace that
   * way or keep meta classes forever.
   */
  private static boolean isCreatedByDefault() {
    MetaClassRegistry registry = GroovySystem.getMetaClassRegistry();
    return registry.getMetaClassCreationHandler().getClass() == MetaClassCreationHandle.class
        && !GroovySystem.isKeepJavaMetaClasses();
  }

  /**
   * Removes a class from the registries of Groovy and of beans, which would keep it until memory is
   * short. A class in use is registered again on demand.
   */
  public static void forget(Class<?> type) {
    ClassInfo.remove(type);
    Introspector.flushFromCaches(type);
  }

  /**
   * Removes the changes that a script made to its own class, so that they do not reach other
   * engines that share the class.
   */
  public static void forgetChanges(Class<?> script) {
    ClassInfo info = ClassInfo.getClassInfo(script);
    if (info.getStrongMetaClass() != null) {
      info.setStrongMetaClass(null);
    }
  }
}
