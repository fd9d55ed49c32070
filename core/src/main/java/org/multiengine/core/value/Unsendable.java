package org.multiengine.core.value;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.fory.resolver.DisallowedList;

/**
 * Decides which classes represent resources of one JVM, such as threads, locks, open files and
 * code, and cannot be sent. Encoding a value asks at most once for each class.
 */
final class Unsendable {

  /** Classes that are refused together with their subtypes, even if they are serializable. */
  private static final Set<String> REFUSED_SUPERTYPES =
      Set.of(
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.RandomAccessFile",
          "java.io.Reader",
          "java.io.Writer",
          "java.lang.ClassLoader",
          "java.lang.Process",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.lang.invoke.MethodHandle",
          "java.lang.ref.Reference",
          "java.lang.reflect.AccessibleObject",
          "java.net.DatagramSocket",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.nio.channels.Channel",
          "java.sql.Wrapper",
          "java.util.Timer",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Future",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.locks.AbstractOwnableSynchronizer",
          "java.util.concurrent.locks.Condition",
          "java.util.concurrent.locks.Lock",
          "java.util.concurrent.locks.ReadWriteLock",
          "java.util.stream.BaseStream",
          "groovy.lang.Binding",
          "groovy.lang.GroovyShell",
          "groovy.lang.MetaClass",
          "groovy.lang.Script");

  /** Classes of the JDK that are encoded although they are not serializable. */
  private static final Set<Class<?>> ENCODABLE_JDK_CLASSES =
      Set.of(
          Object.class,
          Optional.class,
          OptionalDouble.class,
          OptionalInt.class,
          OptionalLong.class);

  private Unsendable() {}

  /** Returns whether values of a class cannot be sent. */
  static boolean isUnsendable(Class<?> type) {
    if (type.isArray() || type.isPrimitive()) {
      return false;
    }
    return DisallowedList.contains(type.getName())
        || hasRefusedSupertype(type)
        || (!Serializable.class.isAssignableFrom(type) && (isLambda(type) || isOpaque(type)));
  }

  /** Returns whether a class is part of the JDK, whose fields are not accessible. */
  static boolean isJdk(Class<?> type) {
    String module = type.getModule().getName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  /** Returns whether the compiler created a class for a lambda or a method reference. */
  static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda");
  }

  /**
   * Returns the name of a class for error texts. A lambda is described by the class that contains
   * it.
   */
  static String nameOf(Class<?> type) {
    String name = type.getName();
    return isLambda(type) ? "a lambda of " + name.substring(0, name.indexOf("$$Lambda")) : name;
  }

  private static boolean isOpaque(Class<?> type) {
    return isJdk(type)
        && !type.isInterface()
        && !ENCODABLE_JDK_CLASSES.contains(type)
        && !ByteBuffer.class.isAssignableFrom(type)
        && !Charset.class.isAssignableFrom(type)
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type)
        && !Map.Entry.class.isAssignableFrom(type);
  }

  private static boolean hasRefusedSupertype(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (REFUSED_SUPERTYPES.contains(each.getName())) {
        return true;
      }
      for (Class<?> implemented : each.getInterfaces()) {
        if (hasRefusedSupertype(implemented)) {
          return true;
        }
      }
    }
    return false;
  }
}
