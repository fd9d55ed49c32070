package org.multiengine.core.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.chrono.HijrahDate;
import java.util.Random;
import java.util.SimpleTimeZone;
import java.util.function.Supplier;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.multiengine.core.error.SerializationError;

/**
 * Serializes values of the JDK in the JDK's own form, for classes whose form differs from their
 * fields. Only classes of the JDK that the filter allows are decoded.
 */
final class JavaFormSerializer extends Serializer<Object> {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Supplier<ClassFilter> filter;

  @SuppressWarnings("unchecked")
  JavaFormSerializer(Config config, Class<?> type, Supplier<ClassFilter> filter) {
    super(config, (Class<Object>) type, true);
    this.filter = filter;
  }

  /** Returns whether a class is sent in the JDK's form. */
  static boolean isFor(Class<?> type) {
    return Serializable.class.isAssignableFrom(type)
        && Unsendable.isJdk(type)
        && !type.isEnum()
        && (Random.class.isAssignableFrom(type)
            || SimpleTimeZone.class.isAssignableFrom(type)
            || type == HijrahDate.class
            || type.getPackageName().equals("java.text"));
  }

  @Override
  public void write(WriteContext context, Object value) {
    try (var bytes = new ByteArrayOutputStream();
        var objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(value);
      objects.flush();
      context.getBuffer().writeInt32(bytes.size());
      context.getBuffer().writeBytes(bytes.toByteArray());
    } catch (IOException e) {
      throw new SerializationError("cannot send " + type.getName() + ": " + e, e);
    }
  }

  @Override
  @SuppressWarnings("BanSerializableRead") // the filter allows values of the JDK only
  public Object read(ReadContext context) {
    int length = context.getBuffer().readInt32();
    if (length < 0 || length > MAX_BYTES) {
      throw new SerializationError("cannot decode " + type.getName() + ": damaged", null);
    }
    try (var objects =
        new ObjectInputStream(new ByteArrayInputStream(context.getBuffer().readBytes(length)))) {
      objects.setObjectInputFilter(this::check);
      return type.cast(objects.readObject());
    } catch (IOException | ClassNotFoundException e) {
      throw new SerializationError("cannot decode " + type.getName() + ": " + e, e);
    }
  }

  private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
    Class<?> read = info.serialClass();
    if (read == null) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    boolean allowed =
        Unsendable.isJdk(ElsewhereSerializer.componentOf(read))
            && filter.get().allows(read.getName());
    return allowed ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
  }
}
