package org.multiengine.core.namespace.groovy;

import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassImpl;
import groovy.lang.MetaClassRegistry;
import groovy.lang.MetaClassRegistry.MetaClassCreationHandle;
import org.codehaus.groovy.reflection.ClassInfo;
import org.jspecify.annotations.Nullable;

/** What Groovy knows at run time about the class of a script. */
final class MetaClasses {

  private MetaClasses() {}

  /**
   * Makes the meta class of a script that is about to be run, as Groovy would, but without a search
   * of the class path for companions of a class whose name is new each time.
   *
   * @return the meta class, which Groovy holds only weakly until there is a script
   */
  static MetaClass prepare(Class<?> script) {
    ClassInfo info = ClassInfo.getClassInfo(script);
    MetaClass known = known(info);
    return known == null ? make(script, info) : known;
  }

  private static MetaClass make(Class<?> script, ClassInfo info) {
    Thread thread = Thread.currentThread();
    ClassLoader contextLoader = thread.getContextClassLoader();
    info.lock();
    try {
      // Where beans look for companions; this loader knows that a script has none.
      thread.setContextClassLoader(script.getClassLoader());
      if (known(info) == null && isMadeAsUsual()) {
        MetaClass made = new MetaClassImpl(GroovySystem.getMetaClassRegistry(), script);
        made.initialize();
        info.setWeakMetaClass(made);
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

  /** An application can have Groovy make other meta classes, or keep them for good. */
  private static boolean isMadeAsUsual() {
    MetaClassRegistry registry = GroovySystem.getMetaClassRegistry();
    return registry.getMetaClassCreationHandler().getClass() == MetaClassCreationHandle.class
        && !GroovySystem.isKeepJavaMetaClasses();
  }

  /** What a script made of its own class must not reach other engines that share the class. */
  static void forgetChanges(Class<?> script) {
    ClassInfo info = ClassInfo.getClassInfo(script);
    if (info.getStrongMetaClass() != null) {
      info.setStrongMetaClass(null);
    }
  }
}
