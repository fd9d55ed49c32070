package org.multiengine.core.value;

import java.lang.reflect.Proxy;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.multiengine.core.error.SerializationError;

/** Reports objects whose class the loader of a codec does not know; see {@link ClassElsewhere}. */
final class ElsewhereSerializer extends Serializer<Object> {

  private static final String LAMBDA = "$$Lambda";

  @SuppressWarnings("unchecked")
  ElsewhereSerializer(Config config, Class<?> type) {
    super(config, (Class<Object>) type, true);
  }

  /** Returns whether a receiver that uses a loader finds another class, or none, by the name. */
  static boolean isFor(Class<?> type, ClassLoader loader) {
    Class<?> component = componentOf(type);
    ClassLoader home = component.getClassLoader();
    if (home == null || home == loader || Proxy.isProxyClass(component)) {
      return false;
    }
    String name = component.getName();
    int lambda = name.indexOf(LAMBDA);
    if (component.isHidden() && lambda < 0) {
      return false;
    }
    try {
      Class<?> found =
          Class.forName(component.isHidden() ? name.substring(0, lambda) : name, false, loader);
      return found.getClassLoader() != home;
    } catch (ClassNotFoundException | LinkageError unknown) {
      return true;
    }
  }

  static Class<?> componentOf(Class<?> type) {
    Class<?> component = type;
    while (component.isArray()) {
      component = component.getComponentType();
    }
    return component;
  }

  @Override
  public void write(WriteContext context, Object value) {
    throw new ClassElsewhere(componentOf(type));
  }

  @Override
  public Object read(ReadContext context) {
    throw new SerializationError("cannot decode " + type.getName() + ": of another loader", null);
  }
}
