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
 * Which classes stand for something of one JVM that has no meaning elsewhere: threads, locks, open
 * files, code. Nothing here is asked more than once per class while values are encoded.
 */
final class Unsendable {

  /**
   * Refused with everything that extends or implements them, even if it says it is serializable.
   */
  private static final Set<String> SUPERTYPES =
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

  /** Classes of the JDK that are not serializable by themselves and are encoded all the same. */
  private static final Set<Class<?>> KNOWN =
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

  /** Returns whether a class is part of the JDK, so that its fields are not ours to read. */
  static boolean isJdk(Class<?> type) {
    String module = type.getModule().getName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  /** Returns whether a class is what the compiler made of a lambda or of a method reference. */
  static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda");
  }

  /** Returns the name of a class for people, who know a lambda by where it is written. */
  static String nameOf(Class<?> type) {
    String name = type.getName();
    return isLambda(type) ? "a lambda of " + name.substring(0, name.indexOf("$$Lambda")) : name;
  }

  private static boolean isOpaque(Class<?> type) {
    return isJdk(type)
        && !type.isInterface()
        && !KNOWN.contains(type)
        && !ByteBuffer.class.isAssignableFrom(type)
        && !Charset.class.isAssignableFrom(type)
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type)
        && !Map.Entry.class.isAssignableFrom(type);
  }

  private static boolean hasRefusedSupertype(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (SUPERTYPES.contains(each.getName())) {
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
