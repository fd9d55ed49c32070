package org.multiengine.core.value;

import java.util.List;
import java.util.Set;
import org.apache.fory.resolver.DisallowedList;

/**
 * The classes that {@link ClassFilter} knows by name: those that every client may decode and those
 * that nobody may decode.
 */
final class KnownClasses {

  /** Packages whose classes are values, not including their subpackages. */
  private static final Set<String> VALUE_PACKAGES =
      Set.of(
          "java.awt.geom",
          "java.math",
          "java.text",
          "java.time",
          "java.time.chrono",
          "java.time.temporal",
          "java.time.zone",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.regex",
          "sun.nio.cs",
          "org.multiengine.core",
          "org.multiengine.core.error",
          "org.multiengine.core.function",
          "org.multiengine.core.identity",
          "org.multiengine.core.request",
          "org.multiengine.core.task");

  private static final Set<String> VALUES =
      Set.of(
          "java.awt.Color",
          "java.awt.Dimension",
          "java.awt.Insets",
          "java.awt.Point",
          "java.awt.Rectangle",
          "java.io.File",
          "java.io.Serializable",
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.CharSequence",
          "java.lang.Class",
          "java.lang.Comparable",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.Short",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.String$CaseInsensitiveComparator",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.lang.Thread$State",
          "java.lang.Throwable",
          "java.lang.Void",
          "java.net.Inet4Address",
          "java.net.Inet6Address",
          "java.net.InetAddress",
          "java.net.InetSocketAddress",
          "java.net.URI",
          "java.nio.ByteBuffer",
          "java.nio.DirectByteBuffer",
          "java.nio.DirectByteBufferR",
          "java.nio.HeapByteBuffer",
          "java.nio.HeapByteBufferR",
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp",
          "sun.util.calendar.ZoneInfo",
          "groovy.lang.EmptyRange",
          "groovy.lang.GString$1",
          "groovy.lang.IntRange",
          "groovy.lang.ListWithDefault",
          "groovy.lang.MapWithDefault",
          "groovy.lang.NumberRange",
          "groovy.lang.NumberRange$1",
          "groovy.lang.ObjectRange",
          "groovy.util.Expando",
          "org.codehaus.groovy.runtime.GStringImpl",
          "org.codehaus.groovy.runtime.powerassert.PowerAssertionError");

  /**
   * Prefixes of dangerous names that Fory's own list lacks. Fory's list misses Groovy's classes
   * because its shading renames them.
   */
  private static final List<String> DANGEROUS =
      List.of(
          "bsh.",
          "clojure.",
          "com.mchange.v2.c3p0.",
          "com.sun.jndi.",
          "com.sun.org.apache.xalan.",
          "com.sun.org.apache.bcel.",
          "com.sun.rowset.",
          "java.beans.EventHandler",
          "java.lang.Process",
          "java.lang.Runtime",
          "java.lang.invoke.MethodHandle",
          "java.lang.reflect.Proxy",
          "java.rmi.",
          "java.security.SignedObject",
          "java.util.ServiceLoader",
          "java.util.jar.",
          "javax.management.BadAttributeValueExpException",
          "javax.naming.",
          "javax.script.",
          "jdk.internal.",
          "org.apache.commons.beanutils.BeanComparator",
          "org.apache.commons.collections.functors.",
          "org.apache.commons.collections4.functors.",
          "org.apache.xalan.",
          "org.codehaus.groovy.runtime.ConvertedClosure",
          "org.codehaus.groovy.runtime.MethodClosure",
          "org.mozilla.javascript.",
          "org.springframework.aop.",
          "org.springframework.beans.factory.",
          "sun.misc.",
          "sun.reflect.annotation.AnnotationInvocationHandler",
          "sun.rmi.");

  private KnownClasses() {}

  /** Returns whether a class is a value that every client may decode. */
  static boolean isStandard(String name) {
    int dot = name.lastIndexOf('.');
    return VALUES.contains(name)
        || (dot > 0 && VALUE_PACKAGES.contains(name.substring(0, dot)))
        || isThrowable(name)
        || isTuple(name);
  }

  /** Returns whether decoding a class is known to run an attacker's code. */
  static boolean isDangerous(String name) {
    return DisallowedList.contains(name) || DANGEROUS.stream().anyMatch(name::startsWith);
  }

  /** Returns whether a dangerous class is a function, which engines accept from clients. */
  static boolean isCode(String name) {
    return name.equals("org.codehaus.groovy.runtime.MethodClosure");
  }

  private static boolean isThrowable(String name) {
    boolean known = name.startsWith("java.") || name.startsWith("groovy.lang.");
    return known && (name.endsWith("Exception") || name.endsWith("Error"));
  }

  private static boolean isTuple(String name) {
    String prefix = "groovy.lang.Tuple";
    return name.startsWith(prefix)
        && name.chars().skip(prefix.length()).allMatch(c -> c >= '0' && c <= '9');
  }
}
