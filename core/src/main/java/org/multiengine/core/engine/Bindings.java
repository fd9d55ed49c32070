package org.multiengine.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * Objects of an application that every engine of its node has in its namespace. They are the
 * application's own objects, not copies: engines use them at the same time as the application does,
 * from threads of their own.
 *
 * @param objects the objects by the names that scripts use
 */
public record Bindings(Map<String, Object> objects) {

  /** No objects. */
  public static final Bindings NONE = new Bindings(Map.of());

  private static final String ID = "id";

  /**
   * Copies and checks them.
   *
   * @throws IllegalArgumentException if a name is no identifier, or that of the engine's number
   */
  public Bindings {
    objects = Map.copyOf(objects);
    objects.keySet().forEach(Bindings::check);
  }

  private static void check(String name) {
    if (!SourceVersion.isName(name) || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("scripts cannot use this name: '" + name + "'");
    }
    if (name.equals(ID)) {
      throw new IllegalArgumentException("'id' is the number of the engine; choose another name");
    }
  }

  /** Returns these and one more; an object of the same name is replaced. */
  public Bindings with(String name, Object object) {
    var all = new LinkedHashMap<>(objects);
    all.put(name, object);
    return new Bindings(all);
  }
}
