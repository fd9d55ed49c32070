package org.multiengine.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.bench.contender.Samples;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ValueCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to write and to read values. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class ValueParts {

  private final ValueCodec codec = ValueCodec.forClient(ValueParts.class.getClassLoader());
  private final double[] array = new double[1_000_000];
  private final List<Integer> list = Samples.integers(1_000);
  private final EncodedValue encodedArray = codec.encode(array);
  private final EncodedValue encodedList = codec.encode(list);
  private final EncodedValue encodedNumber = codec.encode(5);

  /** An array of 8 MB. */
  @Benchmark
  public Object encodeArray() {
    return codec.encode(array);
  }

  /** The same. */
  @Benchmark
  public @Nullable Object decodeArray() {
    return codec.decode(encodedArray);
  }

  /** A list of a thousand integers. */
  @Benchmark
  public Object encodeList() {
    return codec.encode(list);
  }

  /** The same. */
  @Benchmark
  public @Nullable Object decodeList() {
    return codec.decode(encodedList);
  }

  /** A number. */
  @Benchmark
  public @Nullable Object decodeNumber() {
    return codec.decode(encodedNumber);
  }
}
