package org.multiengine.client.internal.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Session;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.FunctionLabel;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.TaskRequest;

/** Creates the requests of tasks. Safe for use by several threads. */
public final class TaskRequests {

  /** How many functions without captured values are kept in their encoded form. */
  private static final int MAX_KEPT_FUNCTIONS = 64;

  private final Session session;

  /** The functions of classes without fields. All objects of such a class are equal when sent. */
  private final Map<Class<?>, EncodedFunction> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Class<?>, EncodedFunction> eldest) {
          return size() > MAX_KEPT_FUNCTIONS;
        }
      };

  TaskRequests(Session session) {
    this.session = session;
  }

  /**
   * Encodes a function.
   *
   * @param function a remote function of any kind, a closure, or an expression as text
   * @throws SerializationError if something it captures cannot be sent
   */
  public EncodedFunction function(Object function) {
    Class<?> type = function.getClass();
    boolean isConstant = type.isHidden() && type.getDeclaredFields().length == 0;
    EncodedFunction kept = isConstant ? known(type) : null;
    if (kept != null) {
      return kept;
    }
    String kind = function instanceof String text ? text : type.getName();
    var encoded =
        new EncodedFunction(
            session.values().encodeFunction(function), FunctionLabel.of(function), kind);
    if (isConstant) {
      keep(type, encoded);
    }
    return encoded;
  }

  private synchronized @Nullable EncodedFunction known(Class<?> type) {
    return known.get(type);
  }

  private synchronized void keep(Class<?> type, EncodedFunction encoded) {
    known.put(type, encoded);
  }

  /** Encodes an argument. */
  public ClientValues.Outbound argument(@Nullable Object value) {
    return session.values().encode(value);
  }

  /** Returns the encoded result of a task that has succeeded. */
  public ClientValues.Outbound argument(ClientTask<?> task) {
    return task.argument(session.values());
  }

  /** Returns the request to call a function. */
  public TaskRequest call(
      EncodedFunction function,
      List<ClientValues.Outbound> arguments,
      boolean capture,
      TaskRequest.Clearing clearing) {
    return new TaskRequest.Call(
        coded(function, arguments), bytes(arguments), function.label(), capture, clearing);
  }

  /** Returns the request to run a text. */
  public TaskRequest script(
      String code, Map<String, ?> push, List<String> pull, TaskRequest.Clearing clearing) {
    Map<String, CodedValue> pushed = new LinkedHashMap<>();
    push.forEach((name, value) -> pushed.put(name, session.values().encode(value, name).coded()));
    return new TaskRequest.Script(code, pushed, pull, clearing);
  }

  /** Returns the request to apply a function to a run of elements. */
  public TaskRequest piece(
      EncodedFunction function, List<ClientValues.Outbound> parts, int first, boolean keepGoing) {
    return new TaskRequest.Piece(
        coded(function, parts), bytes(parts), first, keepGoing, function.label());
  }

  /** Returns the request to run work only on engines whose properties a function accepts. */
  public static TaskRequest conditional(@Nullable EncodedFunction condition, TaskRequest work) {
    return condition == null ? work : new TaskRequest.Conditional(condition.sent().coded(), work);
  }

  /** Returns the function with its code, or the code of the first argument that has one. */
  private static CodedValue coded(EncodedFunction function, List<ClientValues.Outbound> with) {
    String code =
        Stream.concat(Stream.of(function.sent()), with.stream())
            .map(ClientValues.Outbound::code)
            .filter(of -> !of.isEmpty())
            .findFirst()
            .orElse(CodeRegistry.NONE);
    return new CodedValue(function.sent().bytes(), code);
  }

  private static List<EncodedValue> bytes(List<ClientValues.Outbound> values) {
    return values.stream().map(ClientValues.Outbound::bytes).toList();
  }
}
