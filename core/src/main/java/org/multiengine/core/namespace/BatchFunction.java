package org.multiengine.core.namespace;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A function that can be called on the elements of sequences at once. */
public interface BatchFunction extends ScriptFunction {

  /**
   * Calls the function on the first elements of all sequences, on the second ones, and so on.
   *
   * @param sequences the sequences, one for each parameter
   * @param done receives the number of elements that are done, now and then
   * @return the results in the order of the elements
   * @throws ElementException if a call fails; later elements are not visited
   * @throws Exception if the sequences or the results cannot be sent to the function
   */
  List<@Nullable Object> callAll(List<?> sequences, IntConsumer done) throws Exception;

  /** The failure of one of the calls. */
  final class ElementException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final transient Throwable failure;

    /**
     * Creates an error.
     *
     * @param index the index of the element
     * @param failure what the function has thrown
     */
    public ElementException(int index, Throwable failure) {
      super(null, failure, false, false);
      this.index = index;
      this.failure = failure;
    }

    /** Returns the index of the element. */
    public int index() {
      return index;
    }

    /** Returns what the function has thrown. */
    public Throwable failure() {
      return failure;
    }
  }
}
