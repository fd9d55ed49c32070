package org.multiengine.magics.script;

import java.util.List;
import org.multiengine.core.CompositeError;

/**
 * The methods of {@link CompositeError} under IPython's names (reference, 11.3), for scripts.
 * Groovy finds them as an extension module and adds them to the error's own methods.
 */
public final class ErrorNames {

  private ErrorNames() {}

  /** Throws the first failure. */
  public static void raise_exception(CompositeError error) {
    error.raiseException();
  }

  /** Throws one failure; a negative index counts from the last. */
  public static void raise_exception(CompositeError error, int index) {
    error.raiseException(index);
  }

  /** Prints the traceback of every failure. */
  public static void print_tracebacks(CompositeError error) {
    error.printTracebacks();
  }

  /** Prints the traceback of one failure. */
  public static void print_tracebacks(CompositeError error, int index) {
    error.printTracebacks(index);
  }

  /** Returns the failures. */
  public static List<CompositeError.Entry> getElist(CompositeError error) {
    return error.entries();
  }
}
