package org.multiengine.client.internal.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.core.code.JointLoader;
import org.multiengine.core.error.SerializationError;

/**
 * The loaders for values that hold objects of several loaders, such as a closure of the prompt that
 * calls one of an earlier input. Safe for use by several threads.
 */
final class JointLoaders {

  private static final int MAX_LOADERS = 256;

  /** The joint loaders by their members, the least recently used first. */
  private final Map<List<ClassLoader>, JointLoader> loaders =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<ClassLoader>, JointLoader> eldest) {
          return size() > MAX_LOADERS;
        }
      };

  /**
   * Returns a loader that finds a class in addition to those of a loader.
   *
   * @throws SerializationError if the loader knows another class of that name
   */
  synchronized ClassLoader with(ClassLoader loader, Class<?> type) {
    ClassLoader home = type.getClassLoader();
    List<ClassLoader> members = new ArrayList<>();
    for (ClassLoader member : JointLoader.membersOf(loader)) {
      if (!isParent(member, home)) {
        members.add(member);
      }
    }
    if (members.contains(home)) {
      throw declaredAgain(type);
    }
    members.add(home);
    ClassLoader joint =
        members.size() == 1
            ? home
            : loaders.computeIfAbsent(List.copyOf(members), JointLoader::new);
    requireSame(joint, type);
    return joint;
  }

  private static boolean isParent(ClassLoader parent, ClassLoader loader) {
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (each == parent) {
        return true;
      }
    }
    return false;
  }

  private static void requireSame(ClassLoader loader, Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    try {
      Class<?> found =
          Class.forName(
              type.isHidden() && lambda > 0 ? name.substring(0, lambda) : name, false, loader);
      if (found.getClassLoader() != type.getClassLoader()) {
        throw declaredAgain(type);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new SerializationError("cannot send an object of " + name + ": " + e, e);
    }
  }

  private static SerializationError declaredAgain(Class<?> type) {
    String name = type.getName();
    return new SerializationError(
        "cannot send an object of an earlier class "
            + name
            + ": the class was declared again; create the object again",
        null);
  }
}
