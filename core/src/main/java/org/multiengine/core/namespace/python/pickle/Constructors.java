package org.multiengine.core.namespace.python.pickle;

import groovy.lang.Tuple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.Complex;
import org.multiengine.core.DType;
import org.multiengine.core.NDArray;
import org.multiengine.core.function.PythonFunction;

/**
 * The constructors of values that pickles have no instruction for. Their names and arguments are
 * those of the functions of the worker's module.
 */
final class Constructors {

  /** The module of the worker. */
  static final String MODULE = "multiengine_worker";

  private static final int NANOS_PER_MICRO = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Handles handles;

  Constructors(Handles handles) {
    this.handles = handles;
  }

  /**
   * Returns a value.
   *
   * @throws RuntimeException if there is no such constructor, or its arguments are wrong
   */
  @Nullable Object construct(String name, @Nullable Object[] with) {
    return switch (name) {
      case "same_" -> with[0];
      case "complex_" -> new Complex(real(with[0]), real(with[1]));
      case "decimal_" -> decimal(text(with[0]));
      case "datetime_" -> dateTime(with);
      case "date_" -> LocalDate.of(whole(with[0]), whole(with[1]), whole(with[2]));
      case "time_" -> time(with, 0);
      case "timedelta_" -> duration(with);
      case "uuid_" -> UUID.fromString(text(with[0]));
      case "frozenset_" -> new LinkedHashSet<>((List<?>) present(with[0]));
      case "array_" -> array(with);
      case "vector_" -> vector(text(with[0]), (ByteBuffer) present(with[1]));
      case "function_" -> function(with);
      case "handle_" -> object(((Number) present(with[0])).longValue());
      default -> throw new PickleException("no constructor " + name, null);
    };
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  private static double real(@Nullable Object value) {
    return (Double) present(value);
  }

  private static int whole(@Nullable Object value) {
    return (Integer) present(value);
  }

  private static String text(@Nullable Object value) {
    return (String) present(value);
  }

  /** Returns a decimal number, or a double for those that are not numbers of Java's decimals. */
  private static Number decimal(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "nan", "-nan", "snan", "-snan" -> Double.NaN;
      case "infinity" -> Double.POSITIVE_INFINITY;
      case "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> new BigDecimal(text);
    };
  }

  private static Object dateTime(@Nullable Object[] with) {
    var date = LocalDate.of(whole(with[0]), whole(with[1]), whole(with[2]));
    LocalDateTime local = date.atTime(time(with, 3));
    return with[7] == null
        ? local
        : OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(whole(with[7])));
  }

  private static LocalTime time(@Nullable Object[] with, int first) {
    return LocalTime.of(
        whole(with[first]),
        whole(with[first + 1]),
        whole(with[first + 2]),
        whole(with[first + 3]) * NANOS_PER_MICRO);
  }

  private static Duration duration(@Nullable Object[] with) {
    return Duration.ofDays(whole(with[0]))
        .plusSeconds(whole(with[1]))
        .plusNanos(whole(with[2]) % MICROS_PER_SECOND * NANOS_PER_MICRO);
  }

  private static NDArray array(@Nullable Object[] with) {
    List<?> lengths = (List<?>) present(with[1]);
    int[] shape = lengths.stream().mapToInt(Constructors::whole).toArray();
    return NDArray.of(DType.ofCode(text(with[0])), shape, bytes((ByteBuffer) present(with[2])));
  }

  /** Returns the bytes of a buffer, without a copy if it is a whole array. */
  private static byte[] bytes(ByteBuffer buffer) {
    byte[] array = buffer.array();
    return array.length == buffer.remaining()
        ? array
        : Arrays.copyOfRange(array, buffer.arrayOffset(), buffer.arrayOffset() + buffer.limit());
  }

  private static Object vector(String code, ByteBuffer buffer) {
    ByteBuffer data = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    DType type = DType.ofCode(code);
    int length = data.remaining() / type.bytes();
    if (data.remaining() % type.bytes() != 0) {
      throw new PickleException("a part of an element", null);
    }
    switch (type) {
      case INT8 -> {
        byte[] array = new byte[length];
        data.get(array);
        return array;
      }
      case INT16 -> {
        short[] array = new short[length];
        data.asShortBuffer().get(array);
        return array;
      }
      case INT32 -> {
        int[] array = new int[length];
        data.asIntBuffer().get(array);
        return array;
      }
      case INT64 -> {
        long[] array = new long[length];
        data.asLongBuffer().get(array);
        return array;
      }
      case FLOAT32 -> {
        float[] array = new float[length];
        data.asFloatBuffer().get(array);
        return array;
      }
      case FLOAT64 -> {
        double[] array = new double[length];
        data.asDoubleBuffer().get(array);
        return array;
      }
      default -> throw new PickleException("no vector of " + code, null);
    }
  }

  private static PythonFunction function(@Nullable Object[] with) {
    return new PythonFunction(
        text(with[0]),
        (byte[]) present(with[1]),
        (byte[]) present(with[2]),
        (Tuple<?>) with[3],
        (Map<?, ?>) with[4],
        (Tuple<?>) with[5]);
  }

  private Object object(long number) {
    Object object = handles.find(number);
    if (object == null) {
      throw new PickleException("no object of the number " + number, null);
    }
    return object;
  }
}
