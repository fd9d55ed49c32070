package org.multiengine.core.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reports that a value holds an object whose class the loader of a codec does not know. The value
 * can be encoded by a codec with another loader.
 */
public final class ClassElsewhere extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Class<?> type;

  ClassElsewhere(Class<?> type) {
    super(type.getName() + " is a class of another loader", null, false, false);
    this.type = type;
  }

  /** Returns the class. */
  public Class<?> type() {
    return Objects.requireNonNull(type);
  }
}
