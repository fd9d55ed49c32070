package org.multiengine.core.code;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of classes from class loaders. */
final class ClassBytes {

  private ClassBytes() {}

  /** Returns the bytes of a class, or null if the loader does not have them. */
  static byte @Nullable [] of(ClassLoader loader, String className) {
    String resource = className.replace('.', '/') + ".class";
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the class " + className, e);
    }
  }
}
