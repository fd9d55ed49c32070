package org.multiengine.client.internal.value;

/** The names that queues and histories show for functions. */
public final class FunctionLabel {

  private static final int MAX_LABEL_CHARACTERS = 60;
  private static final String LAMBDA = "$$Lambda";

  private FunctionLabel() {}

  /** Returns the label of a function or an expression. */
  public static String of(Object function) {
    if (function instanceof String expression) {
      String line = expression.strip().lines().findFirst().orElse("");
      boolean shortened = line.length() > MAX_LABEL_CHARACTERS || expression.strip().contains("\n");
      String shown = line.substring(0, Math.min(MAX_LABEL_CHARACTERS, line.length()));
      return shortened ? shown + "..." : shown;
    }
    Class<?> type = function.getClass();
    return type.getName().contains(LAMBDA) ? "lambda of " + hostClass(type) : type.getName();
  }

  /** Returns the class whose text holds a lambda; of another class, itself. */
  static String hostClass(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf(LAMBDA);
    return lambda < 0 ? name : name.substring(0, lambda);
  }
}
