package org.multiengine.core.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes of several loaders, for a value that holds objects of all of them. If several
 * loaders know a class, the first one decides. Defines no class itself.
 *
 * <p>Safe for use by several threads.
 */
public final class JointLoader extends ClassLoader implements LinkedLoader {

  static {
    registerAsParallelCapable();
  }

  private final List<ClassLoader> members;

  /**
   * Creates a joint loader.
   *
   * @param members the loaders, the one whose classes take precedence first
   */
  public JointLoader(List<ClassLoader> members) {
    super(null);
    this.members = List.copyOf(members);
  }

  /** Returns the loaders of a loader: the members of a joint one, or the loader itself. */
  public static List<ClassLoader> membersOf(ClassLoader loader) {
    return loader instanceof JointLoader joint ? joint.members : List.of(loader);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (ClassLoader member : members) {
      Class<?> found = find(name, member);
      if (found != null) {
        return found;
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static @Nullable Class<?> find(String name, ClassLoader member) {
    try {
      return Class.forName(name, false, member);
    } catch (ClassNotFoundException absent) {
      return null;
    }
  }

  @Override
  public @Nullable ClassLoader homeOf(String className) {
    try {
      return loadClass(className, false).getClassLoader();
    } catch (ClassNotFoundException absent) {
      return null;
    }
  }

  @Override
  public Map<String, Class<?>> declared() {
    Map<String, Class<?>> all = new HashMap<>();
    for (ClassLoader member : members) {
      if (member instanceof LinkedLoader linked) {
        linked.declared().forEach(all::putIfAbsent);
      }
    }
    return all;
  }
}
