package org.multiengine.core.namespace.python.pickle;

import groovy.lang.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads pickles of protocol 5 that contain plain values and the constructors of {@link
 * Constructors}. No class is looked up by name, so that a pickle cannot run code. Damaged pickles
 * end in a {@link PickleException}. An instance reads one pickle.
 */
public final class PickleReader {

  private static final int MAX_DEPTH = 1 << 24;

  /** The beginning of the items of a container on the stack. */
  private static final Object MARK = new Object();

  /** A constructor of the worker's module. */
  private record Global(String name) {}

  private final ByteBuffer input;
  private final List<ByteBuffer> buffers;
  private final Constructors constructors;
  private final List<@Nullable Object> stack = new ArrayList<>();
  private final List<@Nullable Object> memo = new ArrayList<>();
  private int nextBuffer;

  private PickleReader(Pickle pickle, Handles handles) {
    this.input = pickle.body().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.buffers = pickle.buffers();
    this.constructors = new Constructors(handles);
  }

  /**
   * Returns the value of a pickle.
   *
   * @param handles the objects that the pickle may refer to by number
   * @throws PickleException if the pickle is damaged or contains something else than values
   */
  public static @Nullable Object read(Pickle pickle, Handles handles) {
    try {
      return new PickleReader(pickle, handles).read();
    } catch (RuntimeException | StackOverflowError | CharacterCodingException damaged) {
      throw damaged instanceof PickleException known
          ? known
          : new PickleException("damaged at its content: " + damaged, damaged);
    }
  }

  private @Nullable Object read() throws CharacterCodingException {
    while (true) {
      int opcode = input.get() & 0xff;
      if (opcode == Opcode.STOP) {
        Object value = pop();
        if (!stack.isEmpty() || input.hasRemaining()) {
          throw new PickleException("values or bytes follow its end", null);
        }
        return value;
      }
      if (!readScalar(opcode) && !readText(opcode) && !readContainer(opcode)) {
        readReference(opcode);
      }
      if (stack.size() > MAX_DEPTH) {
        throw new PickleException("too many values are open", null);
      }
    }
  }

  private boolean readScalar(int opcode) {
    switch (opcode) {
      case Opcode.PROTO -> input.get();
      case Opcode.FRAME -> input.getLong();
      case Opcode.NONE -> stack.add(null);
      case Opcode.NEW_TRUE -> stack.add(true);
      case Opcode.NEW_FALSE -> stack.add(false);
      case Opcode.BIN_INT -> stack.add(input.getInt());
      case Opcode.BIN_INT1 -> stack.add(input.get() & 0xff);
      case Opcode.BIN_INT2 -> stack.add(input.getShort() & 0xffff);
      case Opcode.LONG1 -> stack.add(integer(input.get() & 0xff));
      case Opcode.LONG4 -> stack.add(integer(length(input.getInt())));
      case Opcode.BIN_FLOAT ->
          stack.add(Double.longBitsToDouble(Long.reverseBytes(input.getLong())));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads an integer of a number of bytes, and returns it in the smallest of Java's types. */
  private Number integer(int bytes) {
    byte[] content = bytes(bytes);
    for (int i = 0; i < content.length / 2; i++) {
      byte other = content[content.length - 1 - i];
      content[content.length - 1 - i] = content[i];
      content[i] = other;
    }
    BigInteger value = content.length == 0 ? BigInteger.ZERO : new BigInteger(content);
    if (value.bitLength() < Integer.SIZE) {
      return value.intValue();
    }
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private boolean readText(int opcode) throws CharacterCodingException {
    switch (opcode) {
      case Opcode.SHORT_BIN_UNICODE -> stack.add(text(input.get() & 0xff));
      case Opcode.BIN_UNICODE -> stack.add(text(length(input.getInt())));
      case Opcode.BIN_UNICODE8 -> stack.add(text(length(input.getLong())));
      case Opcode.SHORT_BIN_BYTES -> stack.add(bytes(input.get() & 0xff));
      case Opcode.BIN_BYTES -> stack.add(bytes(length(input.getInt())));
      case Opcode.BIN_BYTES8, Opcode.BYTE_ARRAY8 -> stack.add(bytes(length(input.getLong())));
      default -> {
        return false;
      }
    }
    return true;
  }

  private int length(long length) {
    if (length < 0 || length > input.remaining()) {
      throw new PickleException("a length of " + length + " is too large", null);
    }
    return (int) length;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length(length)];
    input.get(bytes);
    return bytes;
  }

  private String text(int length) throws CharacterCodingException {
    length(length);
    String text = Utf8.decode(input.array(), input.arrayOffset() + input.position(), length);
    input.position(input.position() + length);
    return text;
  }

  private boolean readContainer(int opcode) {
    switch (opcode) {
      case Opcode.MARK -> stack.add(MARK);
      case Opcode.EMPTY_LIST -> stack.add(new ArrayList<>());
      case Opcode.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcode.EMPTY_SET -> stack.add(new LinkedHashSet<>());
      case Opcode.EMPTY_TUPLE -> stack.add(new Tuple<>());
      case Opcode.TUPLE1, Opcode.TUPLE2, Opcode.TUPLE3 ->
          stack.add(new Tuple<>(popLast(opcode - Opcode.TUPLE1 + 1)));
      case Opcode.TUPLE -> stack.add(new Tuple<>(popToMark()));
      case Opcode.FROZEN_SET -> stack.add(new LinkedHashSet<>(Arrays.asList(popToMark())));
      case Opcode.APPEND -> addAll(popLast(1));
      case Opcode.APPENDS -> addAll(popToMark());
      case Opcode.SET_ITEM -> putAll(popLast(2));
      case Opcode.SET_ITEMS -> putAll(popToMark());
      case Opcode.ADD_ITEMS -> addToSet(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private void addAll(@Nullable Object[] items) {
    ((List<@Nullable Object>) top(ArrayList.class)).addAll(Arrays.asList(items));
  }

  @SuppressWarnings("unchecked")
  private void addToSet(@Nullable Object[] items) {
    ((Set<@Nullable Object>) top(LinkedHashSet.class)).addAll(Arrays.asList(items));
  }

  @SuppressWarnings("unchecked")
  private void putAll(@Nullable Object[] items) {
    var map = (Map<@Nullable Object, @Nullable Object>) top(LinkedHashMap.class);
    if (items.length % 2 != 0) {
      throw new PickleException("a key without a value", null);
    }
    for (int i = 0; i < items.length; i += 2) {
      map.put(items[i], items[i + 1]);
    }
  }

  private Object top(Class<?> type) {
    Object top = stack.isEmpty() ? null : stack.get(stack.size() - 1);
    if (!type.isInstance(top)) {
      throw new PickleException("items without their container", null);
    }
    return Objects.requireNonNull(top);
  }

  private @Nullable Object pop() {
    if (stack.isEmpty()) {
      throw new PickleException("a value is missing", null);
    }
    return stack.remove(stack.size() - 1);
  }

  private @Nullable Object[] popLast(int count) {
    return popFrom(stack.size() - count);
  }

  private @Nullable Object[] popToMark() {
    int mark = stack.size() - 1;
    while (mark >= 0 && stack.get(mark) != MARK) {
      mark--;
    }
    @Nullable Object[] items = popFrom(mark + 1);
    if (mark < 0) {
      throw new PickleException("items without a mark", null);
    }
    stack.remove(mark);
    return items;
  }

  private @Nullable Object[] popFrom(int first) {
    if (first < 0) {
      throw new PickleException("a value is missing", null);
    }
    List<@Nullable Object> items = stack.subList(first, stack.size());
    @Nullable Object[] popped = items.toArray();
    items.clear();
    for (Object item : popped) {
      if (item == MARK) {
        throw new PickleException("a mark where a value is expected", null);
      }
    }
    return popped;
  }

  private void readReference(int opcode) throws CharacterCodingException {
    switch (opcode) {
      case Opcode.MEMOIZE -> memo.add(top(Object.class));
      case Opcode.BIN_GET -> stack.add(memo.get(input.get() & 0xff));
      case Opcode.LONG_BIN_GET -> stack.add(memo.get(input.getInt()));
      case Opcode.STACK_GLOBAL -> stack.add(global(popLast(2)));
      case Opcode.REDUCE -> reduce(popLast(2));
      case Opcode.NEXT_BUFFER -> stack.add(buffers.get(nextBuffer++));
      case Opcode.READ_ONLY_BUFFER -> {}
      case Opcode.POP -> pop();
      case Opcode.POP_MARK -> popToMark();
      default ->
          throw new PickleException("unknown instruction 0x" + Integer.toHexString(opcode), null);
    }
  }

  private static Global global(@Nullable Object[] names) {
    if (Constructors.MODULE.equals(names[0]) && names[1] instanceof String name) {
      return new Global(name);
    }
    throw new PickleException("refers to " + names[0] + "." + names[1], null);
  }

  private void reduce(@Nullable Object[] call) {
    if (call[0] instanceof Global global && call[1] instanceof Tuple<?> arguments) {
      stack.add(constructors.construct(global.name(), arguments.toArray()));
    } else {
      throw new PickleException("a call of something else than a constructor", null);
    }
  }
}
