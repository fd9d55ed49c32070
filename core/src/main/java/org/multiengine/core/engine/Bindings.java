package org.multiengine.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * Objects of an application that every engine of its node has in its namespace. Engines use the
 * application's own objects, not copies, from their own threads and at the same time as the
 * application.
 *
 * @param objects the objects by the names that scripts use
 */
public record Bindings(Map<String, Object> objects) {

  /** No objects. */
  public static final Bindings NONE = new Bindings(Map.of());

  private static final String ENGINE_NUMBER = "id";

  /**
   * Copies and checks the objects.
   *
   * @throws IllegalArgumentException if a name is not an identifier or is the name of the engine's
   *     number
   */
  public Bindings {
    objects = Map.copyOf(objects);
    objects.keySet().forEach(Bindings::check);
  }

  private static void check(String name) {
    if (!SourceVersion.isName(name) || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("scripts cannot use this name: '" + name + "'");
    }
    if (name.equals(ENGINE_NUMBER)) {
      throw new IllegalArgumentException("'id' is the number of the engine; choose another name");
    }
  }

  /** Returns these objects and one more. An object of the same name is replaced. */
  public Bindings with(String name, Object object) {
    var all = new LinkedHashMap<>(objects);
    all.put(name, object);
    return new Bindings(all);
  }
}
