package org.multiengine.client.task;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An action of {@link CompletableFuture#supplyAsync} or {@link CompletableFuture#runAsync}: its
 * function, and the future that the function completes. Both are private fields of the action. They
 * are found by serializing the action, which visits its fields; the bytes are dropped.
 *
 * @param function the function
 * @param future the future
 */
record AsyncAction(Object function, CompletableFuture<@Nullable Object> future) {

  private static final Set<String> KINDS =
      Set.of(
          "java.util.concurrent.CompletableFuture$AsyncSupply",
          "java.util.concurrent.CompletableFuture$AsyncRun");

  /** Notes the fields of an action, and writes null for each. */
  private static final class Fields extends ObjectOutputStream {

    private final Object action;
    private @Nullable Object function;
    private @Nullable CompletableFuture<@Nullable Object> future;

    Fields(Object action) throws IOException {
      super(OutputStream.nullOutputStream());
      this.action = action;
      enableReplaceObject(true);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null is a value of a field
    protected @Nullable Object replaceObject(Object value) {
      if (value == action) {
        return value;
      }
      if (value instanceof CompletableFuture<?> of) {
        future = (CompletableFuture<@Nullable Object>) of;
      } else {
        function = value;
      }
      return null;
    }
  }

  /** Reads a lambda with the classes of the program. */
  private static final class LambdaReader extends ObjectInputStream {

    LambdaReader(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      ClassLoader program = Thread.currentThread().getContextClassLoader();
      try {
        return Class.forName(type.getName(), false, program);
      } catch (ClassNotFoundException notOfProgram) {
        return super.resolveClass(type);
      }
    }
  }

  /**
   * Returns the parts of an action.
   *
   * @throws RejectedExecutionException if it is of another kind, for example a dependent stage
   */
  static AsyncAction of(Runnable action) {
    if (!KINDS.contains(action.getClass().getName())) {
      throw new RejectedExecutionException(
          "a dependent stage of a CompletableFuture runs in this JVM; give another executor to the"
              + " method that creates it, for example thenApplyAsync(f,"
              + " ForkJoinPool.commonPool())");
    }
    try (var fields = new Fields(action)) {
      fields.writeObject(action);
      Object function = fields.function;
      CompletableFuture<@Nullable Object> future = fields.future;
      if (function == null || future == null) {
        throw new IOException("no function");
      }
      return new AsyncAction(
          function instanceof SerializedLambda lambda ? lambda(lambda) : function, future);
    } catch (IOException | ClassNotFoundException e) {
      throw new RejectedExecutionException(
          "the function of " + action.getClass().getName() + " cannot be sent: " + e.getMessage(),
          e);
    }
  }

  /** Returns the lambda that a serialized form stands for. */
  private static Object lambda(SerializedLambda form) throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(form);
    }
    try (var in = new LambdaReader(bytes.toByteArray())) {
      return in.readObject();
    }
  }

  /** Completes the future with the result of a task. Cancelling the future cancels the task. */
  void completeWith(PendingTask<?> task) {
    var unused =
        task.whenComplete(
            (value, error) -> {
              if (error == null) {
                future.complete(value);
              } else {
                future.completeExceptionally(TaskFuture.cause(error));
              }
            });
    var unusedToo =
        future.whenComplete(
            (value, error) -> {
              if (future.isCancelled()) {
                task.cancel();
              }
            });
  }
}
