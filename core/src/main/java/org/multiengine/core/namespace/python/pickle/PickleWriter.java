package org.multiengine.core.namespace.python.pickle;

import groovy.lang.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.Complex;
import org.multiengine.core.NDArray;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.PythonFunction;

/**
 * Writes values as pickles for the worker. Containers that are referred to several times, or that
 * contain themselves, arrive as such. A value that Python has no type for is kept in {@link
 * Handles}, and its number is written. An instance writes one pickle.
 */
public final class PickleWriter {

  private static final int MAX_BATCH_ITEMS = 1_000;

  private final PickleOutput output;
  private final Handles handles;
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> memo = new IdentityHashMap<>();

  /** The immutable containers that are being written, and so must not contain themselves. */
  private final IdentityHashMap<Object, Boolean> open = new IdentityHashMap<>();

  private PickleWriter(PickleOutput output, Handles handles) {
    this.output = output;
    this.handles = handles;
  }

  /**
   * Returns the pickle of a value.
   *
   * @param handles keeps the objects that Python has no type for
   * @throws SerializationError if the value contains itself in a way that Python cannot have, is
   *     nested too deeply, or takes more than 1 GB without its arrays
   */
  public static Pickle write(@Nullable Object value, Handles handles) {
    return write(new byte[0], value, handles);
  }

  /** Returns the pickle of a value after other bytes. */
  public static Pickle write(byte[] prefix, @Nullable Object value, Handles handles) {
    var output = new PickleOutput();
    output.bytes(prefix);
    var writer = new PickleWriter(output, handles);
    output.opcode(Opcode.PROTO).octet(5);
    try {
      writer.add(value);
    } catch (StackOverflowError tooDeep) {
      throw new SerializationError("cannot send a value to Python: nested too deeply", null);
    }
    output.opcode(Opcode.STOP);
    return new Pickle(output.content(), writer.buffers);
  }

  private void add(@Nullable Object value) {
    if (value == null) {
      output.opcode(Opcode.NONE);
    } else if (value instanceof Boolean flag) {
      output.opcode(flag ? Opcode.NEW_TRUE : Opcode.NEW_FALSE);
    } else if (value instanceof Number number) {
      addNumber(number);
    } else if (value instanceof CharSequence || value instanceof Character) {
      output.text(value.toString());
    } else if (value.getClass().isArray()) {
      addArray(value);
    } else if (!addContainer(value)) {
      addOther(value);
    }
  }

  private void addNumber(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      output.opcode(Opcode.BIN_INT).int32(number.intValue());
    } else if (number instanceof Long) {
      output.integer(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      output.opcode(Opcode.BIN_FLOAT).float64(number.doubleValue());
    } else if (number instanceof BigInteger big) {
      output.integer(big);
    } else if (number instanceof BigDecimal decimal) {
      construct("decimal_", decimal.toString());
    } else {
      addHandle(number);
    }
  }

  private void addArray(Object array) {
    if (array instanceof byte[] bytes) {
      output.binary(bytes);
    } else if (array instanceof char[] characters) {
      output.text(new String(characters));
    } else if (array instanceof double[][] rows && isRectangular(rows)) {
      addNDArray(NDArray.of(rows));
    } else if (array instanceof Object[] objects) {
      addList(array, Arrays.asList(objects));
    } else {
      Vectors.Vector vector = Vectors.of(array);
      begin("vector_");
      output.text(vector.code());
      addBuffer(vector.content());
      output.opcode(Opcode.TUPLE2).opcode(Opcode.REDUCE);
    }
  }

  private static boolean isRectangular(double[][] rows) {
    return rows.length > 0
        && Arrays.stream(rows).allMatch(row -> row != null && row.length == rows[0].length);
  }

  private boolean addContainer(Object value) {
    if (value instanceof Tuple<?> tuple) {
      addTuple(tuple, tuple);
    } else if (value instanceof List<?> list) {
      addList(list, list);
    } else if (value instanceof Map<?, ?> map) {
      addMap(map);
    } else if (value instanceof Set<?> set) {
      addSet(set);
    } else if (value instanceof Collection<?> collection) {
      addList(collection, collection);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      addTuple(entry, Arrays.asList(entry.getKey(), entry.getValue()));
    } else {
      return false;
    }
    return true;
  }

  private boolean addKnown(Object container) {
    Integer place = memo.get(container);
    if (place == null) {
      return false;
    }
    output.get(place);
    return true;
  }

  /** Memoizes the value that was written last. */
  private void memoize(Object container) {
    memo.put(container, memo.size());
    output.opcode(Opcode.MEMOIZE);
  }

  private void addList(Object list, Collection<?> items) {
    if (addKnown(list)) {
      return;
    }
    output.opcode(Opcode.EMPTY_LIST);
    memoize(list);
    int inBatch = 0;
    for (Object item : items) {
      if (inBatch == 0) {
        output.opcode(Opcode.MARK);
      }
      add(item);
      if (++inBatch == MAX_BATCH_ITEMS) {
        output.opcode(Opcode.APPENDS);
        inBatch = 0;
      }
    }
    if (inBatch > 0) {
      output.opcode(Opcode.APPENDS);
    }
  }

  private void addMap(Map<?, ?> map) {
    if (addKnown(map)) {
      return;
    }
    output.opcode(Opcode.EMPTY_DICT);
    memoize(map);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      addHashable(entry.getKey());
      add(entry.getValue());
      output.opcode(Opcode.SET_ITEM);
    }
  }

  private void addSet(Set<?> set) {
    if (addKnown(set)) {
      return;
    }
    output.opcode(Opcode.EMPTY_SET);
    memoize(set);
    output.opcode(Opcode.MARK);
    set.forEach(this::addHashable);
    output.opcode(Opcode.ADD_ITEMS);
  }

  private void addTuple(Object tuple, List<?> items) {
    enter(tuple);
    output.opcode(Opcode.MARK);
    items.forEach(this::add);
    output.opcode(Opcode.TUPLE);
    open.remove(tuple);
  }

  /**
   * Adds a key of a map or an element of a set, which Python requires to be immutable: lists become
   * tuples, and sets become frozen.
   */
  private void addHashable(@Nullable Object key) {
    if (key instanceof Collection<?> items) {
      enter(items);
      output.opcode(Opcode.MARK);
      items.forEach(this::addHashable);
      output.opcode(items instanceof Set ? Opcode.FROZEN_SET : Opcode.TUPLE);
      open.remove(items);
    } else {
      add(key);
    }
  }

  private void enter(Object immutable) {
    if (open.put(immutable, true) != null) {
      throw new SerializationError(
          "cannot send a value to Python: a tuple or a key contains itself", null);
    }
  }

  private void addOther(Object value) {
    if (value instanceof NDArray array) {
      addNDArray(array);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      output.binary(bytes);
    } else if (value instanceof Complex complex) {
      construct("complex_", complex.real(), complex.imaginary());
    } else if (value instanceof PythonFunction function) {
      construct(
          "function_",
          function.name(),
          function.version(),
          function.code(),
          tupleOf(function.defaults()),
          function.keywordDefaults(),
          tupleOf(function.closure()));
    } else {
      Times.Form form = Times.of(value);
      if (form == null) {
        addHandle(value);
      } else {
        construct(form.constructor(), form.arguments().toArray());
      }
    }
  }

  private static @Nullable Tuple<?> tupleOf(@Nullable List<?> items) {
    return items == null ? null : new Tuple<>(items.toArray());
  }

  private void addNDArray(NDArray array) {
    begin("array_");
    output.text(array.type().code());
    output.opcode(Opcode.MARK);
    for (int length : array.shape()) {
      output.integer(length);
    }
    output.opcode(Opcode.TUPLE);
    addBuffer(array.data());
    output.opcode(Opcode.TUPLE3).opcode(Opcode.REDUCE);
  }

  private void addBuffer(ByteBuffer content) {
    buffers.add(content);
    output.opcode(Opcode.NEXT_BUFFER);
  }

  private void addHandle(Object object) {
    construct("handle_", handles.keep(object), object.getClass().getName(), textOf(object));
  }

  /** Returns the text of a foreign object, whose method may fail. */
  private static String textOf(Object object) {
    try {
      String text = object.toString();
      return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    } catch (RuntimeException | StackOverflowError failed) {
      return "its text cannot be shown";
    }
  }

  private void begin(String constructor) {
    output.text(Constructors.MODULE).text(constructorName(constructor));
    output.opcode(Opcode.STACK_GLOBAL);
  }

  /** Returns the name of a constructor in the worker's table. */
  private static String constructorName(String function) {
    return function.substring(0, function.length() - 1);
  }

  private void construct(String constructor, @Nullable Object... arguments) {
    begin(constructor);
    output.opcode(Opcode.MARK);
    for (Object argument : arguments) {
      add(argument);
    }
    output.opcode(Opcode.TUPLE).opcode(Opcode.REDUCE);
  }
}
