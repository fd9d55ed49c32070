package org.multiengine.core.error;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The errors that an engine or a node reports to a client, by name. */
public final class KernelErrors {

  private static final Map<String, BiFunction<String, Map<String, String>, KernelError>> BY_NAME =
      Map.ofEntries(
          entry("AccessDenied", textOnly(AccessDenied::new)),
          entry("EngineLost", EngineLost::new),
          entry("EngineRestarted", EngineRestarted::new),
          entry("ImpossibleDependency", ImpossibleDependency::new),
          entry("IndexError", textOnly(IndexError::new)),
          entry("KeyError", textOnly(KeyError::new)),
          entry("NameError", textOnly(NameError::new)),
          entry("QueueCleared", textOnly(QueueCleared::new)),
          entry("QueueFull", QueueFull::new),
          entry("SerializationError", textOnly(text -> new SerializationError(text, null))),
          entry("TaskAborted", textOnly(TaskAborted::new)),
          entry("TaskRejectError", textOnly(TaskRejectError::new)),
          entry("TaskTimeout", TaskTimeout::new));

  private KernelErrors() {}

  private static BiFunction<String, Map<String, String>, KernelError> textOnly(
      Function<String, KernelError> constructor) {
    return (text, details) -> constructor.apply(text);
  }

  /**
   * Returns an error as it was before it travelled, or null if no error that travels has that name.
   *
   * @param errorName the {@linkplain KernelError#errorName() name} of the error
   * @param errorMessage its text
   * @param details its {@linkplain KernelError#details() data}
   */
  public static @Nullable KernelError restore(
      String errorName, String errorMessage, Map<String, String> details) {
    var constructor = BY_NAME.get(errorName);
    return constructor == null ? null : constructor.apply(errorMessage, details);
  }
}
