package org.multiengine.core.value;

import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.FieldAccessor;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.ExceptionSerializers.ExceptionSerializer;
import org.apache.fory.serializer.Serializer;

/**
 * Serializes an exception whose class has no constructor with only a message. Fory creates such an
 * exception without a constructor, and the exception then ignores {@code setStackTrace}.
 */
final class TraceKeepingSerializer extends Serializer<Throwable> {

  private static final FieldAccessor TRACE = traceField();

  private final ExceptionSerializer<Throwable> fory;

  @SuppressWarnings("unchecked")
  TraceKeepingSerializer(TypeResolver resolver, Class<?> type) {
    super(resolver.getConfig(), (Class<Throwable>) type);
    this.fory = new ExceptionSerializer<>(resolver, (Class<Throwable>) type);
  }

  /** Returns whether Fory would lose the stack trace of a class. */
  static boolean isFor(Class<?> type) {
    if (!Throwable.class.isAssignableFrom(type)) {
      return false;
    }
    for (var constructor : type.getDeclaredConstructors()) {
      var parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == String.class) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void write(WriteContext context, Throwable value) {
    context.writeRef(value.getStackTrace());
    fory.write(context, value);
  }

  @Override
  public Throwable read(ReadContext context) {
    var trace = (StackTraceElement[]) context.readRef();
    Throwable value = fory.read(context);
    TRACE.putObject(value, trace == null ? new StackTraceElement[0] : trace.clone());
    return value;
  }

  private static FieldAccessor traceField() {
    try {
      return FieldAccessor.createAccessor(Throwable.class.getDeclaredField("stackTrace"));
    } catch (NoSuchFieldException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
