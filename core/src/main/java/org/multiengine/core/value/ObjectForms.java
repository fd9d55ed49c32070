package org.multiengine.core.value;

import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a language's objects. Implementations are found by {@link ServiceLoader} and are
 * safe for use by several threads.
 */
public interface ObjectForms {

  /** Returns the form of the objects of a class, or null if the class needs none. */
  @Nullable ObjectForm formOf(Class<?> type);

  /** Returns the form that an installed language has for a class, or null if there is none. */
  static @Nullable ObjectForm find(Class<?> type) {
    for (ObjectForms forms : Installed.ALL) {
      ObjectForm form = forms.formOf(type);
      if (form != null) {
        return form;
      }
    }
    return null;
  }

  /** Holds the forms of the languages on the class path. */
  final class Installed {

    private static final List<ObjectForms> ALL =
        ServiceLoader.load(ObjectForms.class, ObjectForms.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Installed() {}
  }
}
